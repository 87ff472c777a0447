/** Everything in the language of the page. */
export * from "./briefs";
export * from "./drawnTexts";
export * from "./days";
export * from "./evaluation";
export * from "./format";
export * from "./identity";
export * from "./language";
export * from "./names";
