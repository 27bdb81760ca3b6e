// What every section of a run is given.
import type { Results, Run } from "./data";

export interface Choice extends Results {
  run: Run;
  region: string;
}
export interface Section {
  id: string;
  title: string;
  fill: (section: HTMLElement, choice: Choice) => void;
}
