/** What the shell asks of a view; each folder beside this file exports one as `view` from its `index.ts`. */
import type { ComponentType } from "preact";
import type { Sentence } from "../api/types";

export interface ViewDefinition {
  /** the value of `view=` in the address */
  id: string;
  /** place among the tabs, from the left */
  order: number;
  /** whether it is reached by a button of its own and not by a tab */
  beside?: boolean;
  /** whether it is of use while the store is empty */
  withoutData?: boolean;
  title: Sentence;
  /** what the view answers, as the tooltip of its tab */
  hint: Sentence;
  View: ComponentType;
  /** what the download menu offers here beside the data files */
  Downloads?: ComponentType<{ close: () => void }>;
  /** whether `Downloads` offers the data too, so that the menu does not offer what the filters of the API give */
  savesData?: boolean;
  /** the picture of the view as SVG, for pages that are printed; null if none is drawn */
  picture?: () => string | null;
  /** closes what lies on top (Escape) */
  closeTopmost?: () => void;
}
