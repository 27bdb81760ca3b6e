# Called by bench/plot with file, out, and for each model the solvers and their titles, in the same order.
set datafile separator comma
set terminal svg size 1000,520 noenhanced font 'sans,12' background 'white'
set output out
set logscale xy
set format '%.0e'
set grid
set key left top samplen 2 font ',9'
set xlabel 'equations'
set yrange [1e-3:3000]
set xrange [200:1e7]
seconds(model, solver) = strcol(1) eq model && strcol(3) eq solver && strcol(4) eq 'ok' ? $7 : NaN
style_of(solver) = solver eq 'setu' ? 3 : 1
set multiplot layout 1,2
do for [m = 1:2] {
  model = word('gtap armington', m)
  solvers = m == 1 ? gtap_solvers : armington_solvers
  titles = m == 1 ? gtap_titles : armington_titles
  set title m == 1 ? 'GTAP v7, agent-specific sourcing' : 'one Armington split per region and commodity'
  set ylabel m == 1 ? 'seconds of one solve' : ''
  plot for [i = 1:words(solvers)] file using 5:(seconds(model, word(solvers, i))) with linespoints \
    linetype i linewidth style_of(word(solvers, i)) pointtype i pointsize 0.6 title word(titles, i)
}
unset multiplot
