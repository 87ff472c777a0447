/** The shapes of answers under the names that the explorer uses; all are generated (`npm run types`), none is written here. */
import type { components } from "./openapi";

type Schemas = components["schemas"];

export type Layer = Schemas["Layer"];
export type Kind = Schemas["Kind"];

export type NodeRecord = Schemas["Node"];
/** A node asked for by its id: with the points on which its sources disagree. */
export type NodeDetail = Schemas["NodeRecord"];
export type Relation = Schemas["Relation"];
export type Source = Schemas["Source"];
export type Identifier = Schemas["Identifier"];
export type SameAs = Schemas["SameAs"];
export type Conflict = Schemas["Conflict"];
/** A page of any list. */
export type Page<T> = Omit<Schemas["NodePage"], "results"> & { results: T[] };
export type SearchResults = Schemas["SearchResults"];
export type ProblemShape = Schemas["ProblemShape"];
export type Root = Schemas["Root"];

export type Scene = Schemas["SceneShape"];
export type OwnColumn = Schemas["OwnColumnShape"];
export type Neighbourhood = Schemas["Neighbourhood"];
export type Paths = Schemas["Paths"];
export type Years = Schemas["YearRangeShape"];
export type Places = Schemas["Places"];
export type PlaceShape = Schemas["PlaceShape"];

export type Measures = Schemas["Measures"];
export type MeasureInfo = Schemas["MeasureInfo"];
export type MeasureValues = Schemas["MeasureValues"];
export type Structure = Schemas["StructureShape"];
export type Communities = Schemas["Communities"];
export type Community = Schemas["Community"];
export type Trait = Schemas["OverRepresented"];

export type Gaps = Schemas["GapsShape"];
export type Pair = Schemas["SectorPair"];
export type SectorCoverage = Schemas["SectorCoverage"];
export type SectorCard = Schemas["SectorCard"];
export type Bridges = Schemas["BridgesShape"];
export type GapOfPair = Schemas["GapOfPair"];
export type Scenario = Schemas["Scenario"];
export type ScenarioPair = Schemas["ScenarioPair"];
export type ScenarioChange = Schemas["ScenarioChange"];
export type Resolved = Schemas["ResolveAnswer"];
export type Capabilities = Schemas["CapabilitiesShape"];
export type CapabilityCell = Schemas["CapabilityCell"];
export type CapabilityCard = Schemas["CapabilityCard"];
export type CapabilityHeld = Schemas["CapabilityHeld"];
export type Sentence = Schemas["Sentence"];

export type Evaluation = Schemas["EvaluationShape"];

export type Vocabulary = Schemas["Vocabulary"];

export type Review = Schemas["Review"];
export type ReviewPair = Schemas["ReviewPair"];
export type ReviewRecord = Schemas["ReviewRecord"];
export type ReviewFact = Schemas["ReviewFact"];
export type ReviewReason = Schemas["ReviewReason"];
export type ReviewDecisions = Schemas["ReviewDecisions"];

export type Workspace = Schemas["WorkspaceShape"];
export type Preview = Schemas["PreviewShape"];
export type LoadReport = Schemas["LoadReportShape"];
