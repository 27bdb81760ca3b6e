# Debian packages by CPack: `cmake --workflow --preset package` leaves setu, setu-mpi and libsetu-dev in build/package.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME setu)
set(CPACK_PACKAGE_CONTACT "The Setu contributors <setu@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "open CGE trade laboratory")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL program development)
if(TARGET setu_mpi)
  list(APPEND CPACK_COMPONENTS_ALL mpi)
endif()
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)

set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(same_version "setu (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})")

string(JOIN "\n" text
  "Setu states the GTAP v7 model of the world economy in levels, solves it to a"
  "certificate, and answers questions about tariffs, trade agreements, non-tariff"
  "costs and investment funds."
  ".\n")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "${text}This package holds the program, a database of the Indo-Pacific and scenarios.")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME setu)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS bash-completion)

set(CPACK_COMPONENT_MPI_DESCRIPTION
  "${text}This package holds the program that mpirun starts, which shares the points of\na sweep among computers.")
set(CPACK_DEBIAN_MPI_PACKAGE_NAME setu-mpi)
set(CPACK_DEBIAN_MPI_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_MPI_PACKAGE_DEPENDS "${same_version}")
set(CPACK_DEBIAN_MPI_PACKAGE_RECOMMENDS openmpi-bin)

set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
  "${text}This package holds the static libraries, their headers, a CMake package and a\nfile for pkg-config.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libsetu-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
string(JOIN ", " CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "${same_version}" coinor-libipopt-dev libsuitesparse-dev libopenblas-dev libeigen3-dev libboost-dev libtomlplusplus-dev
  nlohmann-json3-dev libfmt-dev libcsv-dev zlib1g-dev libzip-dev libpugixml-dev libxlsxwriter-dev libssl-dev)

# What Debian wants otherwise than a prefix of one's own.
configure_file(debian_layout.cmake.in debian_layout.cmake @ONLY)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_BINARY_DIR}/debian_layout.cmake)
include(CPack)
