/** Generated from docs/api/openapi.json by `npm run types`: change the schemas in api/schemas, not this file. */
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * Aggregate
     * @description Counts by one or two fields, largest first; each result has the values of these fields and `count`.
     */
    Aggregate: {
      /** Graph Version */
      graph_version: string;
      /** Group By */
      group_by: string[];
      metric: components["schemas"]["Metric"];
      /** Next */
      next: string | null;
      /** Parameters */
      parameters: Record<string, never>;
      /**
       * Records
       * Format: int64
       */
      records: number;
      /**
       * Repeated
       * Format: int64
       */
      repeated: number;
      /** Results */
      results: Record<string, never>[];
      /**
       * Sum
       * Format: int64
       */
      sum: number;
      /**
       * Total
       * Format: int64
       */
      total: number;
      /**
       * Undated
       * Format: int64
       */
      undated: number;
    };
    /**
     * Alias
     * @description A further name.
     */
    Alias: {
      /** Kind */
      kind: string;
      /** Name */
      name: string;
      /** Sources */
      sources?: string[];
      /** Valid From */
      valid_from?: string | null;
      /** Valid Until */
      valid_until?: string | null;
    };
    /**
     * AliasPage
     * @description Further names of nodes.
     */
    AliasPage: {
      /** Graph Version */
      graph_version: string;
      /** Next */
      next: string | null;
      /** Results */
      results: components["schemas"]["ListedAlias"][];
      /**
       * Total
       * Format: int64
       */
      total: number;
    };
    /**
     * AllianceReach
     * @description Share of a sector within two ties of the institutes that lead a national alliance (`anchors`).
     *
     *     `share_low` and `share_high` are its 95 % interval (Wilson). `rewired_share` is the mean share in random networks with
     *     the same numbers of ties. `share_without_a_tie` is the share without the one tie of an anchor that matters most. If the
     *     share is null, `reason` says why, for instance too few `anchor_ties`.
     */
    AllianceReach: {
      /**
       * Anchor Ties
       * Format: int64
       */
      anchor_ties: number;
      /** Anchors */
      anchors: string[];
      /** Id */
      id: string;
      reason: components["schemas"]["Sentence"] | null;
      /** Rewired Share */
      rewired_share: number | null;
      /** Share High */
      share_high: number | null;
      /** Share Low */
      share_low: number | null;
      /** Share Within 2 */
      share_within_2: number | null;
      /** Share Without A Tie */
      share_without_a_tie: number | null;
    };
    /**
     * Baseline
     * @description The null hypothesis: partners at random, or *other* sectors at random.
     * @enum {string}
     */
    Baseline: "outward" | "any";
    /**
     * BatchWords
     * @description Parameters of a batch.
     */
    BatchWords: {
      /**
       * Among
       * @description include the relations among all nodes given, also between two at the depth itself; default: no in JSON and in files of records, yes in graph files
       */
      among?: boolean | null;
      /**
       * As Of
       * @description only relations in force on this day; a partial date means its last day
       */
      as_of?: string | null;
      /**
       * Cursor
       * @description `next` of the previous page
       */
      cursor?: string | null;
      /**
       * Depth
       * @description largest number of steps from the node
       * @default 1
       */
      depth?: number;
      /**
       * Ids
       * @description ids of the central nodes
       */
      ids: string[];
      /**
       * Kinds
       * @description comma-separated kinds of nodes
       */
      kinds?: components["schemas"]["Kind"][] | null;
      /**
       * Limit
       * @description largest number of nodes, nearest first
       * @default 100
       */
      limit?: number;
      /**
       * Limit Per Node
       * @description largest number of new neighbours per node, best ranked first; default: all
       */
      limit_per_node?: number | null;
      /**
       * Predicates
       * @description comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES
       */
      predicates?: components["schemas"]["Predicate"][] | null;
      /** @default degree */
      rank_by?: components["schemas"]["RankBy"];
      /**
       * Sectors
       * @description comma-separated sector ids
       */
      sectors?: components["schemas"]["SectorId"][] | null;
      /**
       * Since
       * @description only relations that start on or after this date
       */
      since?: string | null;
      /**
       * @description keep or drop relations without a date
       * @default keep
       */
      undated?: components["schemas"]["Undated"];
      /**
       * Via
       * @description programme: members of the same project, agreement, alliance, union or division are one step apart, joined by one tie with its evidence, instead of two memberships
       */
      via?: "programme" | null;
    };
    /**
     * BeyondShape
     * @description Ties with a relation that starts outside these years, and the years in which such relations start.
     */
    BeyondShape: {
      /**
       * Ties
       * Format: int64
       */
      ties: number;
      /** Years */
      years: number[];
    };
    /**
     * Body
     * @description A node with its names.
     */
    Body: {
      /** Id */
      id: string;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
    };
    /**
     * BridgesEvidence
     * @description The hold-out test of the score used for ranking; it uses nothing dated after `as_of`.
     */
    BridgesEvidence: {
      /** Auc */
      auc: number | null;
      /** Average Precision */
      average_precision: number | null;
      /** Baselines */
      baselines: {
        [key: string]: components["schemas"]["ForetellingQuality"];
      };
      /** Beats Preferential Attachment */
      beats_preferential_attachment: boolean | null;
      /** Cutoff */
      cutoff: string | null;
      difference: components["schemas"]["ScoreDifference"] | null;
      /** Precision At 10 */
      precision_at_10: number | null;
      ranked_by: components["schemas"]["BridgesEvidenceRankedBy"];
      sentence: components["schemas"]["Sentence"];
      /**
       * Test Pairs
       * Format: int64
       */
      test_pairs: number;
      /**
       * Test Ties
       * Format: int64
       */
      test_ties: number;
      /** Weights */
      weights: {
        [key: string]: number;
      };
    };
    /**
     * BridgesEvidenceRankedBy
     * @enum {string}
     */
    BridgesEvidenceRankedBy: "fitted score" | "resource allocation";
    /**
     * BridgesShape
     * @description Pairs that could bridge two sectors, brokers that do, and how reliable the score is.
     */
    BridgesShape: {
      /** A */
      a: string;
      /** As Of */
      as_of: string | null;
      /** B */
      b: string;
      /** Brokers */
      brokers: components["schemas"]["Broker"][];
      evidence: components["schemas"]["BridgesEvidence"];
      /** Graph Version */
      graph_version: string;
      /** Pairs */
      pairs: components["schemas"]["BridgingPair"][];
      /** Unrelated */
      unrelated: boolean;
      /** Warnings */
      warnings: components["schemas"]["Sentence"][];
    };
    /**
     * BridgingPair
     * @description Two organisations without a tie that could be tied.
     */
    BridgingPair: {
      /** A */
      a: string;
      /** B */
      b: string;
      /** Reasons */
      reasons: components["schemas"]["Reason"][];
      /**
       * Score
       * Format: double
       */
      score: number;
    };
    /**
     * BriefFormatShape
     * @description A format of briefs.
     */
    BriefFormatShape: {
      /** Format */
      format: string;
      /** Media Type */
      media_type: string;
      /** Summary */
      summary: string;
      /** Summary Ko */
      summary_ko: string;
    };
    /**
     * BriefKind
     * @description A topic of briefs: its title, what its id is the id of (null if it takes none), and the names of its parameters.
     */
    BriefKind: {
      /** About */
      about: string | null;
      /** Parameters */
      parameters: string[];
      /** Title En */
      title_en: string;
      /** Title Ko */
      title_ko: string;
      /** Topic */
      topic: string;
    };
    /**
     * BriefKinds
     * @description The topics and formats of briefs.
     */
    BriefKinds: {
      /** Formats */
      formats: components["schemas"]["BriefFormatShape"][];
      /** Languages */
      languages: string[];
      /** Topics */
      topics: components["schemas"]["BriefKind"][];
    };
    /**
     * BriefParameters
     * @description Parameters of a brief.
     */
    BriefParameters: {
      /** @default pdf */
      format?: components["schemas"]["BriefParametersFormat"];
      /**
       * Id
       * @description what the topic is about, for instance the id of a sector; other topics take none
       */
      id?: string | null;
      /** @default ko */
      language?: components["schemas"]["BriefParametersLanguage"];
      /**
       * Parameters
       * @description parameters of the topic: see the kinds of briefs
       */
      parameters?: Record<string, never>;
      topic: components["schemas"]["BriefParametersTopic"];
    };
    /**
     * BriefParametersFormat
     * @enum {string}
     */
    BriefParametersFormat: "docx" | "html" | "pdf" | "typ";
    /**
     * BriefParametersLanguage
     * @enum {string}
     */
    BriefParametersLanguage: "ko" | "en";
    /**
     * BriefParametersTopic
     * @enum {string}
     */
    BriefParametersTopic: "ecosystem" | "gaps" | "programme" | "scenario" | "sector";
    /**
     * Broker
     * @description An organisation tied to both sectors; `sole_pairs` counts the pairs without another common partner.
     */
    Broker: {
      /** Id */
      id: string;
      /** Relations */
      relations: string[];
      /**
       * Sole Pairs
       * Format: int64
       */
      sole_pairs: number;
      /**
       * Ties A
       * Format: int64
       */
      ties_a: number;
      /**
       * Ties B
       * Format: int64
       */
      ties_b: number;
    };
    /**
     * CapabilitiesListed
     * @enum {string}
     */
    CapabilitiesListed: "all" | "held";
    /**
     * CapabilitiesShape
     * @description Who does what: the cells, best first; `next` is null unless the hold-out test allows it.
     */
    CapabilitiesShape: {
      /** As Of */
      as_of: string | null;
      /** Cells */
      cells: components["schemas"]["CapabilityCell"][];
      /** Column List */
      column_list: components["schemas"]["CapabilityColumn"][];
      /** Columns By */
      columns_by: string;
      complexity_reason: components["schemas"]["Sentence"] | null;
      /** Graph Version */
      graph_version: string;
      holdout: components["schemas"]["CapabilityTrial"] | null;
      listed: components["schemas"]["CapabilitiesListed"];
      /** Measure */
      measure: string;
      /**
       * Min Count
       * Format: int64
       */
      min_count: number;
      /** Next */
      next: components["schemas"]["NextColumn"][] | null;
      next_reason: components["schemas"]["Sentence"];
      /**
       * Organisations
       * Format: int64
       */
      organisations: number;
      /** Own */
      own: string;
      /** Row List */
      row_list: components["schemas"]["CapabilityRow"][];
      /** Rows By */
      rows_by: string;
      /** Shape */
      shape: number | null;
      /** Since */
      since: string | null;
      /**
       * Unclassed
       * Format: int64
       */
      unclassed: number;
      /** Undated */
      undated: string;
      /**
       * Unplaced
       * Format: int64
       */
      unplaced: number;
      /** Warnings */
      warnings: components["schemas"]["Sentence"][];
    };
    /**
     * CapabilityCard
     * @description What one row does, most organisations first, and then what others do and it does not, most widespread first.
     */
    CapabilityCard: {
      /** As Of */
      as_of: string | null;
      /** Columns By */
      columns_by: string;
      /** Graph Version */
      graph_version: string;
      /** Id */
      id: string;
      /**
       * Min Count
       * Format: int64
       */
      min_count: number;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /**
       * Others In All
       * Format: int64
       */
      others_in_all: number;
      /** Results */
      results: components["schemas"]["CapabilityHeld"][];
      /** Row Names */
      row_names: components["schemas"]["CapabilityRow"][];
      /** Rows By */
      rows_by: string;
      /** Since */
      since: string | null;
      /**
       * Total
       * Format: int64
       */
      total: number;
      /** Undated */
      undated: string;
    };
    /**
     * CapabilityCell
     * @description A cell: its organisations, and its location quotient as it is (`lq`) and shrunk, with a 95 % interval.
     */
    CapabilityCell: {
      /** Column */
      column: string;
      /** Column En */
      column_en: string;
      /** Column Ko */
      column_ko: string;
      /**
       * Count
       * Format: int64
       */
      count: number;
      /** Density */
      density: number | null;
      /**
       * Expected
       * Format: double
       */
      expected: number;
      /**
       * High
       * Format: double
       */
      high: number;
      /**
       * Low
       * Format: double
       */
      low: number;
      /**
       * Lq
       * Format: double
       */
      lq: number;
      /** Row */
      row: string;
      /** Row En */
      row_en: string;
      /** Row Ko */
      row_ko: string;
      /**
       * Shrunk
       * Format: double
       */
      shrunk: number;
      verdict: components["schemas"]["CapabilityCellVerdict"];
    };
    /**
     * CapabilityCellVerdict
     * @enum {string}
     */
    CapabilityCellVerdict: "specialised" | "not called" | "not enough data";
    /**
     * CapabilityColumn
     * @description A column: the sum of its cells, and its complexity where it can be computed.
     */
    CapabilityColumn: {
      /** Complexity */
      complexity: number | null;
      /** Id */
      id: string;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /** Pci */
      pci: number | null;
      /**
       * Total
       * Format: int64
       */
      total: number;
    };
    /**
     * CapabilityColumns
     * @description What they develop or use: the field of a technology, the technology, or its patent subclass (IPC).
     * @enum {string}
     */
    CapabilityColumns: "field" | "technology" | "ipc";
    /**
     * CapabilityHeld
     * @description A column that the row has (`own`), or that others have: the holders in the row, or else all of them.
     */
    CapabilityHeld: {
      /** Column */
      column: string;
      /** Column En */
      column_en: string;
      /** Column Ko */
      column_ko: string;
      /**
       * Count
       * Format: int64
       */
      count: number;
      /** Holders */
      holders: components["schemas"]["CapabilityHolder"][];
      /**
       * Organisations
       * Format: int64
       */
      organisations: number;
      /** Own */
      own: boolean;
      verdict: components["schemas"]["CapabilityCellVerdict"];
    };
    /**
     * CapabilityHolder
     * @description An organisation that develops or uses something, with the relations and sources that say so.
     */
    CapabilityHolder: {
      /** Id */
      id: string;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /** Relations */
      relations: string[];
      /** Row */
      row: string | null;
      /** Sources */
      sources: string[];
    };
    /**
     * CapabilityMeasure
     * @description What is computed for the cells of the table of capabilities, and what orders them.
     * @enum {string}
     */
    CapabilityMeasure: "lq" | "density" | "fitness";
    /**
     * CapabilityRow
     * @description A row: the sum of its cells, and its fitness and economic complexity where they can be computed.
     */
    CapabilityRow: {
      /** Eci */
      eci: number | null;
      /** Fitness */
      fitness: number | null;
      /** Id */
      id: string;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /**
       * Total
       * Format: int64
       */
      total: number;
    };
    /**
     * CapabilityRows
     * @description What organisations are grouped by in the table of capabilities.
     * @enum {string}
     */
    CapabilityRows: "sector" | "district" | "city" | "organisation";
    /**
     * CapabilityTrial
     * @description The hold-out test: which open cells were entered within `years` after the 1 January of each cut-off.
     *
     *     `auc` is that of relatedness density, `auc_activity` that of size × popularity; `difference` is the first minus the
     *     second, with its 95 % interval (rows and columns resampled).
     */
    CapabilityTrial: {
      /** Auc */
      auc: number | null;
      /** Auc Activity */
      auc_activity: number | null;
      /** Cutoffs */
      cutoffs: number[];
      /** Difference */
      difference: number | null;
      /**
       * Entries
       * Format: int64
       */
      entries: number;
      /** High */
      high: number | null;
      /** Low */
      low: number | null;
      /**
       * Open Cells
       * Format: int64
       */
      open_cells: number;
      /**
       * Years
       * Format: int64
       */
      years: number;
    };
    /**
     * Change
     * @description A relation that began or ended, and when.
     */
    Change: {
      change: components["schemas"]["ChangeKind"];
      /** On */
      on: string;
      relation: components["schemas"]["Relation"];
    };
    /**
     * ChangeKind
     * @enum {string}
     */
    ChangeKind: "added" | "ended";
    /**
     * Changed
     * @description Numbers of relations and ties that began, ended or changed.
     */
    Changed: {
      /**
       * Relations Added
       * Format: int64
       */
      relations_added: number;
      /**
       * Relations Ended
       * Format: int64
       */
      relations_ended: number;
      /**
       * Ties Added
       * Format: int64
       */
      ties_added: number;
      /**
       * Ties Changed
       * Format: int64
       */
      ties_changed: number;
      /**
       * Ties Ended
       * Format: int64
       */
      ties_ended: number;
    };
    /**
     * ChangedPair
     * @description The same numbers for a pair of sectors; null means “no sector”.
     */
    ChangedPair: {
      /** A */
      a: string | null;
      /** B */
      b: string | null;
      /**
       * Relations Added
       * Format: int64
       */
      relations_added: number;
      /**
       * Relations Ended
       * Format: int64
       */
      relations_ended: number;
      /**
       * Ties Added
       * Format: int64
       */
      ties_added: number;
      /**
       * Ties Changed
       * Format: int64
       */
      ties_changed: number;
      /**
       * Ties Ended
       * Format: int64
       */
      ties_ended: number;
    };
    /**
     * ChangedRecord
     * @description The change of one record: its fields before and after, null where there is no open record.
     */
    ChangedRecord: {
      /** After */
      after: Record<string, never> | null;
      /** Before */
      before: Record<string, never> | null;
      change: components["schemas"]["ChangedRecordChange"];
      /** Key */
      key: string;
      type: components["schemas"]["RecordType"];
    };
    /**
     * ChangedRecordChange
     * @enum {string}
     */
    ChangedRecordChange: "new" | "changed" | "closed";
    /**
     * ChangesShape
     * @description The differences between two days.
     */
    ChangesShape: {
      /** After */
      after: string;
      /** Before */
      before: string | null;
      /** Graph Version */
      graph_version: string;
      /** Next */
      next: string | null;
      /** Pairs */
      pairs: components["schemas"]["ChangedPair"][];
      /** Parameters */
      parameters: Record<string, never>;
      /** Results */
      results: components["schemas"]["Change"][];
      /** Since */
      since: string;
      /**
       * Total
       * Format: int64
       */
      total: number;
      totals: components["schemas"]["Changed"];
      /**
       * Undated
       * Format: int64
       */
      undated: number;
      /** Until */
      until: string;
    };
    /**
     * ClubShape
     * @description Nodes with more than `degree` ties, and their density compared with random networks; null without samples.
     */
    ClubShape: {
      /**
       * Degree
       * Format: int64
       */
      degree: number;
      /**
       * Density
       * Format: double
       */
      density: number;
      /** Expected */
      expected: number | null;
      /**
       * Members
       * Format: int64
       */
      members: number;
      /** P Fewer */
      p_fewer: number | null;
      /** P More */
      p_more: number | null;
      /** Ratio */
      ratio: number | null;
      /**
       * Ties
       * Format: int64
       */
      ties: number;
    };
    /**
     * Communities
     * @description Communities found by the Leiden algorithm; labels are unique.
     */
    Communities: {
      /** Communities */
      communities: components["schemas"]["Community"][];
      /** Graph Version */
      graph_version: string;
      /**
       * Isolates
       * Format: int64
       */
      isolates: number;
      layer: components["schemas"]["Layer"];
      /**
       * Modularity
       * Format: double
       */
      modularity: number;
      /** Parameters */
      parameters: {
        [key: string]: string | null;
      };
      /**
       * Resolution
       * Format: double
       */
      resolution: number;
      /**
       * Seed
       * Format: int64
       */
      seed: number;
      stability: components["schemas"]["StabilityShape"];
      /** Weighted */
      weighted: boolean;
    };
    /**
     * Community
     * @description A community; `stability` is its mean Jaccard index with the most similar one for other seeds, 0 to 1.
     */
    Community: {
      /**
       * Id
       * Format: int64
       */
      id: number;
      /** Label En */
      label_en: string;
      /** Label Ko */
      label_ko: string;
      /** Members */
      members: string[];
      over_represented: components["schemas"]["Traits"];
      /** Sectors */
      sectors: {
        [key: string]: number;
      };
      /**
       * Size
       * Format: int64
       */
      size: number;
      /**
       * Stability
       * Format: double
       */
      stability: number;
    };
    /**
     * ComparedDecision
     * @enum {string}
     */
    ComparedDecision: "merge" | "review";
    /**
     * ComparedShape
     * @description An organisation of the files that is one of the store (`merge`), or may be one (`review`).
     */
    ComparedShape: {
      decision: components["schemas"]["ComparedDecision"];
      /** Name */
      name: string;
      /** Node */
      node: string;
      /** Node En */
      node_en: string;
      /** Node Ko */
      node_ko: string;
      /** Reason */
      reason: string;
      /** Reason Ko */
      reason_ko: string;
      /** Record Id */
      record_id: string;
    };
    /**
     * ComparisonShape
     * @description The first organisations of the files beside those of the store: how many are known, to be reviewed, or new.
     */
    ComparisonShape: {
      /** Counts */
      counts: {
        [key: string]: number;
      };
      /**
       * Organisations
       * Format: int64
       */
      organisations: number;
      /** Results */
      results: components["schemas"]["ComparedShape"][];
    };
    /**
     * Conflict
     * @description A conflict: both values with their sources, the chosen one, and why.
     */
    Conflict: {
      /** Chosen */
      chosen: string;
      /** Entity */
      entity: string;
      /** Field */
      field: string;
      /** Field Ko */
      field_ko?: string | null;
      /** Sources A */
      sources_a: string[];
      /** Sources B */
      sources_b: string[];
      /** Value A */
      value_a: string;
      /** Value B */
      value_b: string;
      /** Why */
      why: string;
      /** Why Ko */
      why_ko?: string | null;
    };
    /**
     * ConflictPage
     * @description Conflicts between sources.
     */
    ConflictPage: {
      /** Graph Version */
      graph_version: string;
      /** Next */
      next: string | null;
      /** Results */
      results: components["schemas"]["Conflict"][];
      /**
       * Total
       * Format: int64
       */
      total: number;
    };
    /**
     * Conversion
     * @description Member pairs without a tie at the start, those tied within the window, and those by echo alone; `rate` is without echo.
     */
    Conversion: {
      /**
       * Echo
       * Format: int64
       */
      echo: number;
      /** Kind */
      kind: string;
      /**
       * Open
       * Format: int64
       */
      open: number;
      /**
       * Programmes
       * Format: int64
       */
      programmes: number;
      /** Rate */
      rate: number | null;
      /**
       * Tied
       * Format: int64
       */
      tied: number;
    };
    /**
     * CrossTies
     * @description Ties between different divisions or sectors.
     */
    CrossTies: {
      /**
       * After
       * Format: int64
       */
      after: number;
      /**
       * Before
       * Format: int64
       */
      before: number;
      /** By */
      by: string;
      /**
       * Expected After
       * Format: double
       */
      expected_after: number;
      /**
       * Expected Before
       * Format: double
       */
      expected_before: number;
      /**
       * P
       * Format: double
       */
      p: number;
    };
    /**
     * CurvePoint
     * @description Share of the tied nodes in the largest component after `lost` removals.
     */
    CurvePoint: {
      /**
       * Attack
       * Format: double
       */
      attack: number;
      /**
       * Lost
       * Format: int64
       */
      lost: number;
      /**
       * Random
       * Format: double
       */
      random: number;
    };
    /**
     * Decider
     * @description Who decided whether two nodes are one organisation.
     * @enum {string}
     */
    Decider: "rules" | "person";
    /**
     * DecisionBody
     * @description A decision on a pair.
     */
    DecisionBody: {
      decision: components["schemas"]["DecisionBodyDecision"];
      /**
       * Seen
       * @description `state` of the pair as you read it: the decision is refused if the pair has changed since
       */
      seen?: string | null;
    };
    /**
     * DecisionBodyDecision
     * @enum {string}
     */
    DecisionBodyDecision: "merge" | "split" | "undo";
    /**
     * DecisionResult
     * @description What became of one of several decisions: the pair as it is now, or the problem for which it is refused.
     */
    DecisionResult: {
      /** Changed */
      changed: boolean;
      now: components["schemas"]["ReviewPair"] | null;
      /** Pair */
      pair: string;
      problem: components["schemas"]["ProblemShape"] | null;
    };
    /**
     * DecisionsBody
     * @description Decisions on several pairs.
     */
    DecisionsBody: {
      /** Decisions */
      decisions: components["schemas"]["PairDecision"][];
    };
    /**
     * DivisionOf
     * @enum {string}
     */
    DivisionOf: "layer" | "choice" | "drawn";
    /**
     * DivisionShape
     * @description The network in which communities were found: that of `/communities` (`layer`), a filtered part, or the scene.
     */
    DivisionShape: {
      /**
       * Modularity
       * Format: double
       */
      modularity: number;
      of: components["schemas"]["DivisionOf"];
      /**
       * Resolution
       * Format: double
       */
      resolution: number;
      /**
       * Seed
       * Format: int64
       */
      seed: number;
    };
    /**
     * DrawnParameters
     * @description The nodes and relations of a picture, and the format of the file.
     */
    DrawnParameters: {
      /** @default csv */
      format?: components["schemas"]["DrawnParametersFormat"];
      /**
       * Nodes
       * @description ids of the nodes that are drawn
       */
      nodes: string[];
      /**
       * Part
       * @description only this table of csv, ndjson or parquet
       */
      part?: components["schemas"]["DrawnParametersPart"] | null;
      /**
       * Relations
       * @description ids of the relations behind the ties that are drawn
       * @default []
       */
      relations?: string[];
    };
    /**
     * DrawnParametersFormat
     * @enum {string}
     */
    DrawnParametersFormat: "csv" | "jsonld" | "ndjson" | "parquet";
    /**
     * DrawnParametersPart
     * @enum {string}
     */
    DrawnParametersPart: "nodes" | "relations" | "sources" | "aliases" | "identifiers" | "conflicts";
    /**
     * EnrichedTerm
     * @description Something that members have in common: how many have it, in the background too, and how many would be expected.
     */
    EnrichedTerm: {
      /** By */
      by: string;
      /**
       * Expected
       * Format: double
       */
      expected: number;
      /** Id */
      id: string;
      /**
       * In Background
       * Format: int64
       */
      in_background: number;
      /**
       * In Set
       * Format: int64
       */
      in_set: number;
      /** Members */
      members: string[];
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /**
       * P
       * Format: double
       */
      p: number;
      /**
       * Q
       * Format: double
       */
      q: number;
      /**
       * Ratio
       * Format: double
       */
      ratio: number;
    };
    /**
     * Enrichment
     * @description What a set has more often than its background, most significant first.
     */
    Enrichment: {
      /** Ambiguous */
      ambiguous: {
        [key: string]: string[];
      };
      /**
       * Background
       * Format: int64
       */
      background: number;
      /** Graph Version */
      graph_version: string;
      /** Missing */
      missing: string[];
      /**
       * Set
       * Format: int64
       */
      set: number;
      /** Terms */
      terms: components["schemas"]["EnrichedTerm"][];
      ties: components["schemas"]["TiesOfSet"];
    };
    /**
     * EnrichmentParameters
     * @description Parameters of an enrichment.
     */
    EnrichmentParameters: {
      /**
       * As Of
       * @description only relations in force on this day; a partial date means its last day
       */
      as_of?: string | null;
      /**
       * Background
       * @description with which organisations the set is compared: `all`, `{"sector": "metals"}`, or ids; the set is always in it
       */
      background?: unknown;
      /**
       * By
       * @description what is compared: sector, technology, programme, district, kind (default: these), own columns as `attributes.NAME`
       */
      by?: string[] | null;
      /**
       * Ids
       * @description ids of nodes
       */
      ids?: string[] | null;
      /**
       * Names
       * @description names of nodes; one counts only if exactly one node has it as its name or alias
       */
      names?: string[] | null;
      /**
       * Samples
       * @description random networks for the ties among the set
       * @default 999
       */
      samples?: number;
      /**
       * Seed
       * Format: int64
       * @description random seed for them
       * @default 0
       */
      seed?: number;
      /**
       * Since
       * @description only relations that start on or after this date
       */
      since?: string | null;
      /**
       * @description keep or drop relations without a date
       * @default keep
       */
      undated?: components["schemas"]["Undated"];
    };
    /**
     * EvaluateAllKind
     * @enum {string}
     */
    EvaluateAllKind: "project" | "mou" | "alliance" | "union" | "division";
    /**
     * EvaluatedProgramme
     * @description A programme's ties among members before and after the start, and the verdict.
     */
    EvaluatedProgramme: {
      /**
       * After
       * Format: int64
       */
      after: number;
      /**
       * Before
       * Format: int64
       */
      before: number;
      /**
       * Echo
       * Format: int64
       */
      echo: number;
      /** Expected After */
      expected_after: number | null;
      /** Expected Before */
      expected_before: number | null;
      /** Id */
      id: string;
      /** Kind */
      kind: string;
      /**
       * Members Named
       * Format: int64
       */
      members_named: number;
      /** Members Told */
      members_told: number | null;
      /** P */
      p: number | null;
      /** Reasons */
      reasons: string[];
      /** Start */
      start: string;
      verdict: components["schemas"]["EvaluatedProgrammeVerdict"];
    };
    /**
     * EvaluatedProgrammeVerdict
     * @enum {string}
     */
    EvaluatedProgrammeVerdict: "cannot be estimated" | "more than expected" | "no difference found" | "doubtful";
    /**
     * EvaluationReason
     * @description Why nothing can be estimated, and which data would help.
     */
    EvaluationReason: {
      code: components["schemas"]["Guard"];
      /** En */
      en: string;
      /** Ko */
      ko: string;
    };
    /**
     * EvaluationShape
     * @description The evaluation of one programme; estimates are null if `reasons` is not empty.
     */
    EvaluationShape: {
      /** By Sector Pair */
      by_sector_pair: components["schemas"]["SectorPairTies"][];
      /** Cannot Show */
      cannot_show: components["schemas"]["Sentence"][];
      /**
       * Companies Named
       * Format: int64
       */
      companies_named: number;
      cross_division: components["schemas"]["CrossTies"] | null;
      /** Detectable */
      detectable: number | null;
      /**
       * Fixed
       * Format: int64
       */
      fixed: number;
      /** Graph Version */
      graph_version: string;
      /** Kind */
      kind: string;
      /** Members */
      members: components["schemas"]["Member"][];
      /**
       * Members Named
       * Format: int64
       */
      members_named: number;
      /** Members Told */
      members_told: number | null;
      /** P */
      p: number | null;
      /** Pretrend P */
      pretrend_p: number | null;
      /** Programme */
      programme: string;
      /** Ratio */
      ratio: number | null;
      /** Ratio High */
      ratio_high: number | null;
      /** Ratio Low */
      ratio_low: number | null;
      /** Reasons */
      reasons: components["schemas"]["EvaluationReason"][];
      /** Roles */
      roles: string;
      /**
       * Samples
       * Format: int64
       */
      samples: number;
      /**
       * Seed
       * Format: int64
       */
      seed: number;
      sentence: components["schemas"]["Sentence"];
      /** Start */
      start: string;
      ties: components["schemas"]["TieRelations"];
      /**
       * Undated
       * Format: int64
       */
      undated: number;
      verdict: components["schemas"]["EvaluatedProgrammeVerdict"];
      /** Windows */
      windows: components["schemas"]["EvaluationWindow"][];
      /**
       * Years
       * Format: int64
       */
      years: number;
    };
    /**
     * EvaluationWindow
     * @description Ties that begin in a window: among members without echo, echo, expected among members, and all.
     */
    EvaluationWindow: {
      /**
       * All Ties
       * Format: int64
       */
      all_ties: number;
      /**
       * Echo
       * Format: int64
       */
      echo: number;
      /** Expected */
      expected: number | null;
      /** Since */
      since: string;
      /**
       * Ties
       * Format: int64
       */
      ties: number;
      /** Until */
      until: string;
    };
    /**
     * EvaluationsShape
     * @description All programmes with a start and at least two named members, and their pairs pooled.
     */
    EvaluationsShape: {
      /** Conversions */
      conversions: components["schemas"]["Conversion"][];
      /** From */
      from: number | null;
      /** Graph Version */
      graph_version: string;
      /** Kind */
      kind: string | null;
      pooled: components["schemas"]["PooledProgrammes"];
      /** Results */
      results: components["schemas"]["EvaluatedProgramme"][];
      /** Roles */
      roles: string;
      /**
       * Samples
       * Format: int64
       */
      samples: number;
      /**
       * Seed
       * Format: int64
       */
      seed: number;
      /** Until */
      until: number | null;
      /**
       * Years
       * Format: int64
       */
      years: number;
    };
    /**
     * Explanation
     * @description Why two records are one organisation, or are not.
     *
     *     The bits of the factors, the prior first, add up to `weight`. `stored`: whether this is the decision in the graph; otherwise it is
     *     computed. `through`: the records between the two where they are one only through others.
     */
    Explanation: {
      /** A */
      a: string;
      /** B */
      b: string;
      /** By */
      by: components["schemas"]["Decider"] | null;
      /** Decision */
      decision: components["schemas"]["Identity"] | null;
      /** Evidence */
      evidence: string[];
      /** Factors */
      factors: components["schemas"]["MatchFactor"][];
      /** Graph Version */
      graph_version: string;
      /** Node A */
      node_a: string;
      /** Node B */
      node_b: string;
      prior: components["schemas"]["MatchPrior"] | null;
      /** Probability */
      probability: number | null;
      reason: components["schemas"]["Sentence"];
      /** Rule */
      rule: string | null;
      /** Stored */
      stored: boolean;
      /** Through */
      through: string[];
      /** Weight */
      weight: number | null;
    };
    /**
     * ExportFormat
     * @enum {string}
     */
    ExportFormat: "csv" | "cyjs" | "gexf" | "gml" | "graphml" | "json" | "jsonld" | "ndjson" | "pajek" | "parquet";
    /**
     * FoldedTie
     * @description A tie of two members of one or several programmes; `relations` are the memberships.
     */
    FoldedTie: {
      /** A */
      a: string;
      /** B */
      b: string;
      /** Programmes */
      programmes: string[];
      /** Relations */
      relations: components["schemas"]["Relation"][];
    };
    /**
     * ForetellingQuality
     * @description How well a score ranks pairs that were tied later above the others.
     */
    ForetellingQuality: {
      /**
       * Auc
       * Format: double
       */
      auc: number;
      /**
       * Average Precision
       * Format: double
       */
      average_precision: number;
      /**
       * Precision At 10
       * Format: double
       */
      precision_at_10: number;
    };
    /**
     * FormatShape
     * @description A format of `/export`.
     */
    FormatShape: {
      /** Extension */
      extension: string;
      /** Name */
      name: string;
      /** Summary */
      summary: string;
      /** Summary Ko */
      summary_ko: string;
    };
    /**
     * GapCount
     * @description How many pairs of a sector with others are called under-connected, how many can be tested, and how many there are.
     */
    GapCount: {
      /**
       * All
       * Format: int64
       */
      all: number;
      /**
       * Called
       * Format: int64
       */
      called: number;
      /**
       * Testable
       * Format: int64
       */
      testable: number;
    };
    /**
     * GapDriver
     * @description An organisation's part in the expected ties of a pair, and the pair without it.
     *
     *     `share`: of the expected ties those with this organisation at an end; each side of the pair adds up to 1.
     *     `lost`: the verdict without it is another.
     */
    GapDriver: {
      /**
       * Expected
       * Format: double
       */
      expected: number;
      /**
       * Expected Without
       * Format: double
       */
      expected_without: number;
      /** Id */
      id: string;
      /** Lost */
      lost: boolean;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /**
       * Observed Without
       * Format: int64
       */
      observed_without: number;
      /** Q Without */
      q_without: number | null;
      /** Sector */
      sector: string;
      /**
       * Share
       * Format: double
       */
      share: number;
      /** Verdict Without */
      verdict_without: string;
    };
    /**
     * GapLayer
     * @enum {string}
     */
    GapLayer: "direct" | "affiliation" | "all";
    /**
     * GapOfPair
     * @description What the verdict on a pair hangs on.
     *
     *     `drivers` are the organisations with most of the expected ties; `left_out` is how many were left out one at a time, and `lost`
     *     names those without which the verdict is another. `course` has the pair at the end of each year. `programmes` could take the pair up: they may be running (on `as_of`, else on the
     *     day of the youngest source) and have members in both sectors; ten at most, those with a known end first.
     */
    GapOfPair: {
      /** A */
      a: string;
      /** As Of */
      as_of: string | null;
      /** B */
      b: string;
      /** Baseline */
      baseline: string;
      /** Course */
      course: components["schemas"]["GapYear"][];
      /** Drivers */
      drivers: components["schemas"]["GapDriver"][];
      /** Graph Version */
      graph_version: string;
      /**
       * Left Out
       * Format: int64
       */
      left_out: number;
      /** Lost */
      lost: string[];
      pair: components["schemas"]["SectorPair"];
      /** Programmes */
      programmes: components["schemas"]["JoiningProgramme"][];
      sentence: components["schemas"]["Sentence"];
      /** Since */
      since: string | null;
      /** Undated */
      undated: string;
    };
    /**
     * GapYear
     * @description The pair on the last day of a year.
     */
    GapYear: {
      /**
       * Expected
       * Format: double
       */
      expected: number;
      /**
       * Observed
       * Format: int64
       */
      observed: number;
      /** Q */
      q: number | null;
      /** Verdict */
      verdict: string;
      /**
       * Year
       * Format: int64
       */
      year: number;
    };
    /**
     * GapsShape
     * @description The table of gaps.
     */
    GapsShape: {
      /** As Of */
      as_of: string | null;
      /** Baseline */
      baseline: string;
      /** Graph Version */
      graph_version: string;
      /** Group By */
      group_by: string;
      /** Layer */
      layer: string;
      /** Method */
      method: string;
      /** Pairs */
      pairs: components["schemas"]["SectorPair"][];
      /** Samples */
      samples: number | null;
      /** Sectors */
      sectors: components["schemas"]["SectorCoverage"][];
      /**
       * Seed
       * Format: int64
       */
      seed: number;
      /** Since */
      since: string | null;
      /**
       * Spread Factor
       * Format: double
       */
      spread_factor: number;
      /**
       * Tested
       * Format: int64
       */
      tested: number;
      /**
       * Ties
       * Format: int64
       */
      ties: number;
      /** Undated */
      undated: string;
      /**
       * Undated Ties
       * Format: int64
       */
      undated_ties: number;
      /** Warnings */
      warnings: components["schemas"]["Sentence"][];
    };
    /**
     * Guard
     * @description Why nothing can be estimated.
     * @enum {string}
     */
    Guard: "members" | "expected" | "fixed" | "unnamed" | "censored";
    /** HTTPValidationError */
    HTTPValidationError: {
      /** Detail */
      detail?: components["schemas"]["ValidationError"][];
    };
    /**
     * HiddenShape
     * @description Number of nodes left out: those without a tie, and those over the limit.
     */
    HiddenShape: {
      /**
       * Isolates
       * Format: int64
       */
      isolates: number;
      /**
       * Limit
       * Format: int64
       */
      limit: number;
    };
    /**
     * HowToRead
     * @description How the files of a workspace are to be read; what is left out is recognised or proposed.
     */
    HowToRead: {
      /**
       * Mapping
       * @description mapping of a table: YAML, or the same as a JSON object
       */
      mapping?: unknown;
      /**
       * Options
       * @description options of the origin, as `--set`
       */
      options?: {
        [key: string]: string;
      };
      /**
       * Origin
       * @description origin of the files, for instance table or gexf
       */
      origin?: string | null;
    };
    /**
     * HowToTake
     * @description How the files of a workspace are to be loaded into the store; what is left out is as they were read.
     */
    HowToTake: {
      /**
       * Dry Run
       * @description report what would change; write nothing
       * @default false
       */
      dry_run?: boolean;
      /**
       * Mapping
       * @description mapping of a table: YAML, or the same as a JSON object
       */
      mapping?: unknown;
      /**
       * Options
       * @description options of the origin, as `--set`
       */
      options?: {
        [key: string]: string;
      };
      /**
       * Origin
       * @description origin of the files, for instance table or gexf
       */
      origin?: string | null;
    };
    /**
     * Identifier
     * @description An identifier of a register, or a code of a classification.
     */
    Identifier: {
      /** Scheme */
      scheme: string;
      /** Sources */
      sources?: string[];
      /** Valid From */
      valid_from?: string | null;
      /** Valid Until */
      valid_until?: string | null;
      /** Value */
      value: string;
    };
    /**
     * IdentifierPage
     * @description Identifiers of nodes, without those of sole traders.
     */
    IdentifierPage: {
      /** Graph Version */
      graph_version: string;
      /** Next */
      next: string | null;
      /** Results */
      results: components["schemas"]["ListedIdentifier"][];
      /**
       * Total
       * Format: int64
       */
      total: number;
    };
    /**
     * Identity
     * @description The decision on two nodes: one organisation, needs review, or two organisations.
     * @enum {string}
     */
    Identity: "merge" | "review" | "split";
    /**
     * JobKind
     * @enum {string}
     */
    JobKind: "export" | "gaps" | "scenario" | "structure" | "structure-years";
    /**
     * JobLinks
     * @description Addresses of a job; `route` answers the same question directly if it is small enough.
     */
    JobLinks: {
      /** Partial */
      partial: string | null;
      /** Result */
      result: string | null;
      /** Route */
      route: string;
      /** Self */
      self: string;
    };
    /**
     * JobProgress
     * @description Progress of a job; `total` is null if unknown.
     */
    JobProgress: {
      /**
       * Done
       * Format: int64
       */
      done: number;
      /** Stage */
      stage: string;
      /** Total */
      total: number | null;
      unit: components["schemas"]["JobProgressUnit"];
    };
    /**
     * JobProgressUnit
     * @enum {string}
     */
    JobProgressUnit: "samples" | "bytes" | "parts" | "years" | "draws";
    /**
     * JobShape
     * @description A job: its question, progress and result.
     */
    JobShape: {
      /** Bytes */
      bytes: number | null;
      /** Created */
      created: string;
      error: components["schemas"]["ProblemShape"] | null;
      /** Finished */
      finished: string | null;
      /**
       * Graph Version
       * @description content it runs on; while queued, the content served when it was submitted
       */
      graph_version: string;
      /** Id */
      id: string;
      /** Kind */
      kind: string;
      links: components["schemas"]["JobLinks"];
      /** Media Type */
      media_type: string | null;
      /** Parameters */
      parameters: Record<string, never>;
      partial: components["schemas"]["PartialResult"] | null;
      progress: components["schemas"]["JobProgress"] | null;
      /** Result */
      result: string | null;
      /** Started */
      started: string | null;
      state: components["schemas"]["State"];
    };
    /**
     * JobWords
     * @description The kind and parameters of a job.
     */
    JobWords: {
      kind: components["schemas"]["JobKind"];
      /**
       * Parameters
       * @description parameters of the route, as in its query; lists may replace comma-separated text
       */
      parameters?: Record<string, never>;
    };
    /**
     * JobsShape
     * @description Jobs, latest first.
     */
    JobsShape: {
      /** Results */
      results: components["schemas"]["JobShape"][];
    };
    /**
     * JoiningProgramme
     * @description A programme that may be running and has members in both sectors; without an `end` it is unknown or open.
     */
    JoiningProgramme: {
      /** End */
      end: string | null;
      /** Id */
      id: string;
      /**
       * Members A
       * Format: int64
       */
      members_a: number;
      /**
       * Members B
       * Format: int64
       */
      members_b: number;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /** Programme Kind */
      programme_kind: string | null;
      /** Start */
      start: string | null;
    };
    /**
     * Kind
     * @description The kind of a node.
     * @enum {string}
     */
    Kind: "organisation" | "technology" | "programme";
    /**
     * Layer
     * @description Which relations make ties.
     * @enum {string}
     */
    Layer: "direct" | "affiliation" | "technology" | "all" | "facts";
    /**
     * LayerEvidence
     * @description Predicates, and kinds of programmes, that make the ties of a layer.
     */
    LayerEvidence: {
      /** Affiliation */
      affiliation: string[];
      /** Affiliation Programmes */
      affiliation_programmes: string[];
      /** Direct */
      direct: string[];
      /** Technology */
      technology: string[];
    };
    /**
     * LegendEntryGroup
     * @enum {string}
     */
    LegendEntryGroup: "sector" | "kind" | "predicate";
    /**
     * LegendEntryShape
     * @description An entry of the legend: a sector (`id` null for none), kind or predicate, and how many nodes or ties have it.
     */
    LegendEntryShape: {
      /** Colour */
      colour: string | null;
      /**
       * Count
       * Format: int64
       */
      count: number;
      group: components["schemas"]["LegendEntryGroup"];
      /** Id */
      id: string | null;
      /** Label En */
      label_en: string;
      /** Label Ko */
      label_ko: string;
      /** Shape */
      shape: string | null;
    };
    /**
     * LicenceShape
     * @description The licence of an origin's data; `url` links to its text if known.
     */
    LicenceShape: {
      /** Licence */
      licence: string;
      /** Origin */
      origin: string;
      /** Url */
      url: string | null;
    };
    /**
     * ListedAlias
     * @description A further name of a node.
     */
    ListedAlias: {
      /** Kind */
      kind: string;
      /** Name */
      name: string;
      /** Node */
      node: string;
      /** Sources */
      sources: string[];
      /** Valid From */
      valid_from?: string | null;
      /** Valid Until */
      valid_until?: string | null;
    };
    /**
     * ListedIdentifier
     * @description An identifier of a node.
     */
    ListedIdentifier: {
      /** Node */
      node: string;
      /** Scheme */
      scheme: string;
      /** Sources */
      sources: string[];
      /** Valid From */
      valid_from?: string | null;
      /** Valid Until */
      valid_until?: string | null;
      /** Value */
      value: string;
    };
    /**
     * ListedNode
     * @description A node in a list: all members, or only those chosen by `fields`.
     */
    ListedNode: {
      /** Aliases */
      aliases?: components["schemas"]["Alias"][] | null;
      /**
       * Attributes
       * @description own columns of its origin: texts, numbers and truth values
       */
      attributes?: Record<string, never>;
      /** Budget Krw */
      budget_krw?: number | null;
      /** City */
      city?: string | null;
      /** Detail */
      detail?: string | null;
      /** Detail Ko */
      detail_ko?: string | null;
      /** District */
      district?: string | null;
      /** End */
      end?: string | null;
      /** Field */
      field?: string | null;
      /** Founded */
      founded?: string | null;
      /** Id */
      id?: string;
      /** Identifiers */
      identifiers?: components["schemas"]["Identifier"][] | null;
      kind?: components["schemas"]["Kind"];
      /** Members Told */
      members_told?: number | null;
      /** Name En */
      name_en?: string;
      /** Name En Is Official */
      name_en_is_official?: boolean;
      /** Name Ko */
      name_ko?: string;
      /** Organisation Kind */
      organisation_kind?: string | null;
      /** Products */
      products?: string | null;
      /** Products Ko */
      products_ko?: string | null;
      /** Programme Kind */
      programme_kind?: string | null;
      /** Same As */
      same_as?: components["schemas"]["SameAs"][] | null;
      /** Sector */
      sector?: string | null;
      /** Sources */
      sources?: string[];
      /** Sphere */
      sphere?: string | null;
      /** Start */
      start?: string | null;
      /** Website */
      website?: string | null;
    };
    /**
     * ListedRelation
     * @description A relation in a list: all members, or only those chosen by `fields`.
     */
    ListedRelation: {
      /**
       * Attributes
       * @description own columns of its origin: texts, numbers and truth values
       */
      attributes?: Record<string, never>;
      /** Detail */
      detail?: string | null;
      /** Detail Ko */
      detail_ko?: string | null;
      /** End */
      end?: string | null;
      /** Id */
      id?: string;
      /** Object */
      object?: string;
      predicate?: components["schemas"]["Predicate"];
      /** Sources */
      sources?: string[];
      /** Start */
      start?: string | null;
      /** Subject */
      subject?: string;
      /**
       * Weight
       * Format: double
       * @default 1
       */
      weight?: number;
    };
    /**
     * ListedSource
     * @description A source in a list: all members, or only those chosen by `fields`.
     */
    ListedSource: {
      /** Id */
      id?: string;
      /** Published */
      published?: string | null;
      /** Publisher */
      publisher?: string;
      /** Title */
      title?: string;
      /** Url */
      url?: string;
    };
    /**
     * LoadChanges
     * @description A load and its changes; none if it is rolled back. `withheld` counts changes of numbers that are personal data.
     */
    LoadChanges: {
      /** Changes */
      changes: components["schemas"]["ChangedRecord"][];
      /** Counts */
      counts?: {
        [key: string]: number;
      };
      /** Finished */
      finished?: string | null;
      /** Id */
      id: string;
      /** Input Digest */
      input_digest?: string | null;
      /** Next */
      next: string | null;
      /** Origin */
      origin: string;
      /** Report */
      report: Record<string, never>;
      /**
       * Rolled Back
       * @default false
       */
      rolled_back?: boolean;
      /** Started */
      started: string;
      /**
       * Total
       * Format: int64
       */
      total: number;
      /**
       * Withheld
       * Format: int64
       */
      withheld: number;
    };
    /**
     * LoadReportShape
     * @description The report of a load, counted by record type.
     */
    LoadReportShape: {
      /** Changed */
      changed: {
        [key: string]: number;
      };
      /** Closed */
      closed: {
        [key: string]: number;
      };
      /** Dry Run */
      dry_run: boolean;
      /** Graph Version */
      graph_version: string;
      /** Identity */
      identity?: {
        [key: string]: number;
      } | null;
      /** Load Id */
      load_id: string;
      /** New */
      new: {
        [key: string]: number;
      };
      /** Origin */
      origin: string;
      /** Read */
      read: {
        [key: string]: number;
      };
      /** Recognised */
      recognised?: Record<string, never>[];
      /**
       * Rejected
       * Format: int64
       */
      rejected: number;
      /** Rejects */
      rejects?: components["schemas"]["RejectShape"][];
      /** Rejects By Rule */
      rejects_by_rule?: components["schemas"]["RejectedByRule"][];
      /** Rejects File */
      rejects_file?: string | null;
      /**
       * Seconds
       * Format: double
       */
      seconds: number;
      /**
       * Skipped
       * Format: int64
       * @default 0
       */
      skipped?: number;
      /** Unchanged */
      unchanged: {
        [key: string]: number;
      };
      /**
       * Warning
       * @description that all relations were rejected by one rule, with its remedy
       */
      warning?: string | null;
    };
    /**
     * LoadShape
     * @description A load that changed something.
     *
     *     `counts` sums the changes of its report over all types of records; `input_digest` is a hash of its source files.
     */
    LoadShape: {
      /** Counts */
      counts?: {
        [key: string]: number;
      };
      /** Finished */
      finished?: string | null;
      /** Id */
      id: string;
      /** Input Digest */
      input_digest?: string | null;
      /** Origin */
      origin: string;
      /** Report */
      report: Record<string, never>;
      /**
       * Rolled Back
       * @default false
       */
      rolled_back?: boolean;
      /** Started */
      started: string;
    };
    /**
     * Loads
     * @description Loads that changed something, latest first.
     */
    Loads: {
      /** Next */
      next?: string | null;
      /** Results */
      results: components["schemas"]["LoadShape"][];
      /** Total */
      total?: number | null;
    };
    /**
     * Located
     * @description Number of organisations, and their ids if requested.
     */
    Located: {
      /** Members */
      members?: string[] | null;
      /**
       * Organisations
       * Format: int64
       */
      organisations: number;
    };
    /**
     * MatchFactor
     * @description A part of the match weight, in bits: log2 of m/u, or the log-odds of the prior; `m` and `u` only where known.
     */
    MatchFactor: {
      /**
       * Bits
       * Format: double
       */
      bits: number;
      /** Comparison */
      comparison: string;
      /** Level */
      level: string;
      /** M */
      m?: number | null;
      /** U */
      u?: number | null;
    };
    /**
     * MatchPrior
     * @description The prior: one pair in `one_in` is one organisation; from `pairs` equal names of the band (null: unknown).
     */
    MatchPrior: {
      /** Band */
      band: string;
      /**
       * Bits
       * Format: double
       */
      bits: number;
      /**
       * One In
       * Format: int64
       */
      one_in: number;
      /** Pairs */
      pairs: number | null;
    };
    /**
     * MeasureInfo
     * @description Description of a measure.
     */
    MeasureInfo: {
      /** Definition */
      definition: string;
      /** Family */
      family: string;
      /** Family Ko */
      family_ko: string;
      /** Name */
      name: string;
      /** Parameters */
      parameters: Record<string, never>;
      /** Range */
      range: string;
      /** Range Ko */
      range_ko: string;
      /** Summary Ko */
      summary_ko: string;
      /** Title En */
      title_en: string;
      /** Title Ko */
      title_ko: string;
      /** Unit */
      unit: string;
      /** Unit Ko */
      unit_ko: string;
    };
    /**
     * MeasureValue
     * @description The value and rank of a node.
     */
    MeasureValue: {
      /** Id */
      id: string;
      /**
       * Rank
       * Format: int64
       */
      rank: number;
      /**
       * Value
       * Format: double
       */
      value: number;
    };
    /**
     * MeasureValues
     * @description The values of one measure, highest first.
     */
    MeasureValues: {
      /** Graph Version */
      graph_version: string;
      layer: components["schemas"]["Layer"];
      /** Name */
      name: string;
      /** Next */
      next: string | null;
      /**
       * Nodes
       * Format: int64
       */
      nodes: number;
      /** Parameters */
      parameters: Record<string, never>;
      /**
       * Ties
       * Format: int64
       */
      ties: number;
      /**
       * Total
       * Format: int64
       */
      total: number;
      /**
       * Undated Ties
       * Format: int64
       */
      undated_ties: number;
      /** Unit */
      unit: string;
      /** Values */
      values: components["schemas"]["MeasureValue"][];
      /** Weighted */
      weighted: boolean;
    };
    /**
     * Measures
     * @description All measures.
     */
    Measures: {
      /** Results */
      results: components["schemas"]["MeasureInfo"][];
    };
    /**
     * Member
     * @description A named member of a programme; `role` is its first role.
     */
    Member: {
      /** Id */
      id: string;
      /** Relations */
      relations: string[];
      /** Role */
      role: string;
    };
    /**
     * Method
     * @description `live`: an immediate estimate by a model; `certified`: sampled networks with fixed degrees.
     * @enum {string}
     */
    Method: "live" | "certified";
    /**
     * Metric
     * @description What is counted.
     * @enum {string}
     */
    Metric: "nodes" | "relations";
    /**
     * Mixed
     * @description Ties by pairs of sectors: the rows and columns of `ties` are `sectors`.
     */
    Mixed: {
      /** Sectors */
      sectors: string[];
      /** Ties */
      ties: number[][];
    };
    /**
     * Moved
     * @description What moved between two graph versions; apply `created` and `changed` before `closed` of later pages.
     */
    Moved: {
      /** Changed */
      changed: components["schemas"]["MovedRecord"][];
      /** Closed */
      closed: components["schemas"]["MovedRecord"][];
      /** Created */
      created: components["schemas"]["MovedRecord"][];
      /** From */
      from: string;
      /** Graph Version */
      graph_version: string;
      /** Next */
      next: string | null;
      /** To */
      to: string;
      totals: components["schemas"]["MovedTotals"];
    };
    /**
     * MovedRecord
     * @description A record that moved, under the name of its type; one that was closed has its `id`, or if it has none, its content.
     *
     *     `shown_as` is the record that shows it now, if the two were merged.
     */
    MovedRecord: {
      alias?: components["schemas"]["ListedAlias"] | null;
      conflict?: components["schemas"]["Conflict"] | null;
      /** Id */
      id?: string | null;
      identifier?: components["schemas"]["ListedIdentifier"] | null;
      node?: components["schemas"]["Node"] | null;
      relation?: components["schemas"]["Relation"] | null;
      /** Shown As */
      shown_as?: string | null;
      source?: components["schemas"]["Source"] | null;
      type: components["schemas"]["RecordType"];
    };
    /**
     * MovedTotals
     * @description How many records were created, changed and closed.
     */
    MovedTotals: {
      /**
       * Changed
       * Format: int64
       */
      changed: number;
      /**
       * Closed
       * Format: int64
       */
      closed: number;
      /**
       * Created
       * Format: int64
       */
      created: number;
    };
    /**
     * Neighbourhood
     * @description The nodes around a root and their relations; `among`, `rank_by`, `limit_per_node`, `via` and `ties` only if requested.
     */
    Neighbourhood: {
      /** Among */
      among?: boolean | null;
      /**
       * Depth
       * Format: int64
       */
      depth: number;
      /** Graph Version */
      graph_version: string;
      /** Limit Per Node */
      limit_per_node?: number | null;
      /** Next */
      next: string | null;
      /** Nodes */
      nodes: components["schemas"]["ReachedNode"][];
      /** Rank By */
      rank_by?: string | null;
      /** Relations */
      relations: components["schemas"]["Relation"][];
      /** Root */
      root: string;
      /** Ties */
      ties?: components["schemas"]["FoldedTie"][] | null;
      totals: components["schemas"]["Totals"];
      /** Truncated */
      truncated: boolean;
      /** Via */
      via?: "programme" | null;
    };
    /**
     * Neighbourhoods
     * @description Several neighbourhoods; `missing` are the ids that no node has.
     */
    Neighbourhoods: {
      /** Graph Version */
      graph_version: string;
      /** Missing */
      missing: string[];
      /** Results */
      results: components["schemas"]["Neighbourhood"][];
    };
    /**
     * NetworkOfSet
     * @description The network of a set; `missing` are ids and names that no node has, `ambiguous` names that several have.
     */
    NetworkOfSet: {
      /** Ambiguous */
      ambiguous: {
        [key: string]: string[];
      };
      /** Graph Version */
      graph_version: string;
      /** Layer */
      layer: string;
      /** Missing */
      missing: string[];
      /** Nodes */
      nodes: components["schemas"]["SetNode"][];
      /** Relations */
      relations: components["schemas"]["Relation"][];
      /** Ties */
      ties: components["schemas"]["SetTie"][];
      totals: components["schemas"]["SetTotals"];
    };
    /**
     * NetworkParameters
     * @description Parameters of the network of a set.
     */
    NetworkParameters: {
      /**
       * As Of
       * @description only relations in force on this day; a partial date means its last day
       */
      as_of?: string | null;
      /**
       * Grow
       * @description how many other nodes to add: those tied to most of the set, at equal numbers those with the fewest ties elsewhere
       * @default 0
       */
      grow?: number;
      /**
       * Ids
       * @description ids of nodes
       */
      ids?: string[] | null;
      /**
       * @description which relations count; `facts`: all relations between nodes of any kind
       * @default facts
       */
      layer?: components["schemas"]["Layer"];
      /**
       * Names
       * @description names of nodes; one counts only if exactly one node has it as its name or alias
       */
      names?: string[] | null;
      /**
       * Since
       * @description only relations that start on or after this date
       */
      since?: string | null;
      /**
       * @description keep or drop relations without a date
       * @default keep
       */
      undated?: components["schemas"]["Undated"];
    };
    /**
     * NextColumn
     * @description A column that a row does not have and that is near to what it has.
     */
    NextColumn: {
      /** Column */
      column: string;
      /**
       * Density
       * Format: double
       */
      density: number;
      /** Row */
      row: string;
    };
    /**
     * Node
     * @description An organisation, technology or programme; its members depend on its kind.
     */
    Node: {
      /** Aliases */
      aliases?: components["schemas"]["Alias"][] | null;
      /**
       * Attributes
       * @description own columns of its origin: texts, numbers and truth values
       */
      attributes?: Record<string, never>;
      /** Budget Krw */
      budget_krw?: number | null;
      /** City */
      city?: string | null;
      /** Detail */
      detail?: string | null;
      /** Detail Ko */
      detail_ko?: string | null;
      /** District */
      district?: string | null;
      /** End */
      end?: string | null;
      /** Field */
      field?: string | null;
      /** Founded */
      founded?: string | null;
      /** Id */
      id: string;
      /** Identifiers */
      identifiers?: components["schemas"]["Identifier"][] | null;
      kind: components["schemas"]["Kind"];
      /** Members Told */
      members_told?: number | null;
      /** Name En */
      name_en: string;
      /** Name En Is Official */
      name_en_is_official: boolean;
      /** Name Ko */
      name_ko: string;
      /** Organisation Kind */
      organisation_kind?: string | null;
      /** Products */
      products?: string | null;
      /** Products Ko */
      products_ko?: string | null;
      /** Programme Kind */
      programme_kind?: string | null;
      /** Same As */
      same_as?: components["schemas"]["SameAs"][] | null;
      /** Sector */
      sector?: string | null;
      /** Sources */
      sources: string[];
      /** Sphere */
      sphere?: string | null;
      /** Start */
      start?: string | null;
      /** Website */
      website?: string | null;
    };
    /**
     * NodePage
     * @description Nodes of one kind.
     */
    NodePage: {
      /** Graph Version */
      graph_version: string;
      /** Next */
      next: string | null;
      /** Results */
      results: components["schemas"]["ListedNode"][];
      /**
       * Total
       * Format: int64
       */
      total: number;
    };
    /**
     * NodeRecord
     * @description A node; if its origin no longer has it, `closed` is the day since when, and only the record's own members are present.
     *
     *     `place_ko` and `place_en` name an organisation's place as the table of places does, however the record spells it.
     */
    NodeRecord: {
      /** Aliases */
      aliases?: components["schemas"]["Alias"][] | null;
      /**
       * Attributes
       * @description own columns of its origin: texts, numbers and truth values
       */
      attributes?: Record<string, never>;
      /** Budget Krw */
      budget_krw?: number | null;
      /** City */
      city?: string | null;
      /** Closed */
      closed: string | null;
      /** Conflicts */
      conflicts?: components["schemas"]["Conflict"][] | null;
      /** Degree */
      degree?: number | null;
      /** Detail */
      detail?: string | null;
      /** Detail Ko */
      detail_ko?: string | null;
      /** District */
      district?: string | null;
      /** End */
      end?: string | null;
      /** Field */
      field?: string | null;
      /** Founded */
      founded?: string | null;
      /** Graph Version */
      graph_version: string;
      /** Id */
      id: string;
      /** Identifiers */
      identifiers?: components["schemas"]["Identifier"][] | null;
      kind: components["schemas"]["Kind"];
      /** Members Told */
      members_told?: number | null;
      /** Name En */
      name_en: string;
      /** Name En Is Official */
      name_en_is_official: boolean;
      /** Name Ko */
      name_ko: string;
      /** Organisation Kind */
      organisation_kind?: string | null;
      /** Place En */
      place_en?: string | null;
      /** Place Ko */
      place_ko?: string | null;
      /** Products */
      products?: string | null;
      /** Products Ko */
      products_ko?: string | null;
      /** Programme Kind */
      programme_kind?: string | null;
      /** Relations */
      relations?: {
        [key: string]: {
          [key: string]: number;
        };
      } | null;
      /** Same As */
      same_as?: components["schemas"]["SameAs"][] | null;
      /** Sector */
      sector?: string | null;
      /** Sources */
      sources: string[];
      /** Sphere */
      sphere?: string | null;
      /** Start */
      start?: string | null;
      /** Website */
      website?: string | null;
    };
    /** OrganisationBody */
    OrganisationBody: {
      /**
       * Attributes
       * @description own columns of its origin: texts, numbers and truth values
       */
      attributes?: Record<string, never>;
      /** City */
      city?: string | null;
      /** District */
      district?: string | null;
      /** Founded */
      founded?: string | null;
      /** Id */
      id?: string | null;
      /** Name En */
      name_en: string;
      /**
       * Name En Is Official
       * @default false
       */
      name_en_is_official?: boolean;
      /** Name Ko */
      name_ko: string;
      /** Organisation Kind */
      organisation_kind: string;
      /** Products */
      products?: string | null;
      /** Products Ko */
      products_ko?: string | null;
      /** Sector */
      sector?: string | null;
      /** Sources */
      sources: string[];
      /** Website */
      website?: string | null;
    };
    /**
     * Outside
     * @description A sector's ties to all other sectors, observed and expected with partners chosen at random.
     *
     *     `expected`, `ratio` and its 95 % interval only under `any`; under `outward` the ratio is 1 by construction and is left out.
     */
    Outside: {
      /** Expected */
      expected: number | null;
      /**
       * Observed
       * Format: int64
       */
      observed: number;
      /** Ratio */
      ratio: number | null;
      /** Ratio High */
      ratio_high: number | null;
      /** Ratio Low */
      ratio_low: number | null;
    };
    /**
     * OverRepresented
     * @description An over-represented trait: members that have it, the number expected by chance, and q (≤ 0.05).
     */
    OverRepresented: {
      /**
       * Expected
       * Format: double
       */
      expected: number;
      /** Id */
      id: string;
      /**
       * Members
       * Format: int64
       */
      members: number;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /**
       * Q
       * Format: double
       */
      q: number;
    };
    /**
     * OwnCell
     * @description Whether the relatedness density of a cell counts the cell itself.
     * @enum {string}
     */
    OwnCell: "drop" | "keep";
    /**
     * OwnColumnShape
     * @description An own attribute of the nodes: distinct values, and for each node the position of its value (−1: none); empty if too many.
     */
    OwnColumnShape: {
      /** Codes */
      codes: number[];
      /**
       * Distinct
       * Format: int64
       */
      distinct: number;
      /** Name */
      name: string;
      shape: components["schemas"]["OwnColumnShapeName"];
      /** Values */
      values: (string | number | boolean)[];
    };
    /**
     * OwnColumnShapeName
     * @enum {string}
     */
    OwnColumnShapeName: "text" | "number" | "date" | "truth";
    /**
     * PairDecision
     * @description A decision with its pair.
     */
    PairDecision: {
      decision: components["schemas"]["DecisionBodyDecision"];
      /**
       * Pair
       * @description two ids joined with ~, in any order
       */
      pair: string;
      /**
       * Seen
       * @description `state` of the pair as you read it: the decision is refused if the pair has changed since
       */
      seen?: string | null;
    };
    /**
     * PartialResult
     * @description A partial result: its description and address.
     */
    PartialResult: {
      /** Link */
      link: string;
      /** What */
      what: string;
    };
    /**
     * Path
     * @description A path: `relations` has the best relation of each step, `steps` has all relations.
     */
    Path: {
      /**
       * Cost
       * Format: double
       */
      cost: number;
      /**
       * Length
       * Format: int64
       */
      length: number;
      /** Nodes */
      nodes: string[];
      /** Relations */
      relations: string[];
      /** Steps */
      steps: string[][];
    };
    /**
     * Paths
     * @description The paths of lowest cost between two nodes; the list may be empty. `avoided` counts the nodes to avoid.
     */
    Paths: {
      /**
       * Avoided
       * Format: int64
       */
      avoided: number;
      /** Graph Version */
      graph_version: string;
      /** Nodes */
      nodes: {
        [key: string]: components["schemas"]["Node"];
      };
      /** Paths */
      paths: components["schemas"]["Path"][];
      /** Relations */
      relations: {
        [key: string]: components["schemas"]["Relation"];
      };
      /** Source */
      source: string;
      /** Target */
      target: string;
      weight: components["schemas"]["Weight"];
    };
    /**
     * PlaceLevel
     * @enum {string}
     */
    PlaceLevel: "country" | "region" | "province" | "city" | "district";
    /**
     * PlaceShape
     * @description A place; organisations in its sub-places are counted there. A country, region or province has no coordinates.
     */
    PlaceShape: {
      /** Id */
      id: string;
      /** Latitude */
      latitude: number | null;
      level: components["schemas"]["PlaceLevel"];
      /** Longitude */
      longitude: number | null;
      /** Members */
      members?: string[] | null;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /**
       * Organisations
       * Format: int64
       */
      organisations: number;
      /** Parent */
      parent: string | null;
      /** Source */
      source: string;
    };
    /**
     * Places
     * @description Organisations by place; each is counted once.
     */
    Places: {
      /** Graph Version */
      graph_version: string;
      /** Results */
      results: components["schemas"]["PlaceShape"][];
      unknown: components["schemas"]["Located"];
      /** Unlisted */
      unlisted: components["schemas"]["UnlistedPlace"][];
    };
    /**
     * PooledProgrammes
     * @description All programmes pooled; the ratios are null without ties.
     */
    PooledProgrammes: {
      /**
       * Programmes
       * Format: int64
       */
      programmes: number;
      with_echo: components["schemas"]["PooledRatio"] | null;
      without_echo: components["schemas"]["PooledRatio"] | null;
      /** Years */
      years: components["schemas"]["PooledYear"][];
    };
    /**
     * PooledRatio
     * @description Ties over expected ties, from the year of the start on against the years before; intervals do not allow for consortia.
     */
    PooledRatio: {
      /**
       * High
       * Format: double
       */
      high: number;
      /**
       * Low
       * Format: double
       */
      low: number;
      /**
       * Ratio
       * Format: double
       */
      ratio: number;
    };
    /**
     * PooledYear
     * @description Member pairs of all programmes in one year relative to the start.
     */
    PooledYear: {
      /**
       * Echo
       * Format: int64
       */
      echo: number;
      /**
       * Expected
       * Format: double
       */
      expected: number;
      /**
       * Pairs
       * Format: int64
       */
      pairs: number;
      /**
       * Ties
       * Format: int64
       */
      ties: number;
      /**
       * Year
       * Format: int64
       */
      year: number;
    };
    /**
     * Predicate
     * @description The type of a relation.
     * @enum {string}
     */
    Predicate:
      | "COLLABORATES_WITH"
      | "SUPPLIES"
      | "SUPPORTS"
      | "FUNDS"
      | "MEMBER_OF"
      | "LEADS"
      | "PARTICIPATES_IN"
      | "OPERATES"
      | "SPECIALIST_FOR"
      | "PART_OF"
      | "DEVELOPS"
      | "USES"
      | "LISTED_IN"
      | "ALIGNED_WITH"
      | "SUCCEEDS";
    /**
     * PredicateTerm
     * @description A predicate; those of one `group` share a colour.
     */
    PredicateTerm: {
      /** Colour */
      colour: string;
      /** En */
      en: string;
      /**
       * Group
       * Format: int64
       */
      group: number;
      /** Ko */
      ko: string;
    };
    /**
     * PreviewShape
     * @description What the first rows of the files of a workspace would become; `compared` is null if the store is empty or too large for it.
     */
    PreviewShape: {
      /** Accepts */
      accepts: string[];
      compared: components["schemas"]["ComparisonShape"] | null;
      /** Counts */
      counts: {
        [key: string]: number;
      };
      /** Origin */
      origin: string;
      /** Recognised */
      recognised: Record<string, never>[];
      /** Records */
      records: Record<string, never>[];
      /**
       * Rejected
       * Format: int64
       */
      rejected: number;
      /** Rejects */
      rejects: components["schemas"]["RejectedShape"][];
      /** Sampled */
      sampled: boolean;
      /**
       * Seconds
       * Format: double
       */
      seconds: number;
    };
    /**
     * ProblemFault
     * @description A fault in a request.
     */
    ProblemFault: {
      /** Parameter */
      parameter: string;
      /** Remedy */
      remedy: string;
      /** Rule */
      rule: string;
    };
    /**
     * ProblemShape
     * @description An error (RFC 9457).
     */
    ProblemShape: {
      /** Detail */
      detail: string;
      /** Errors */
      errors?: components["schemas"]["ProblemFault"][];
      /** Instance */
      instance: string;
      /**
       * Status
       * Format: int64
       */
      status: number;
      /** Title */
      title: string;
      /** Type */
      type: string;
    };
    /** ProgrammeBody */
    ProgrammeBody: {
      /**
       * Attributes
       * @description own columns of its origin: texts, numbers and truth values
       */
      attributes?: Record<string, never>;
      /** Budget Krw */
      budget_krw?: number | null;
      /** Detail */
      detail?: string | null;
      /** Detail Ko */
      detail_ko?: string | null;
      /** End */
      end?: string | null;
      /** Id */
      id?: string | null;
      /** Members Told */
      members_told?: number | null;
      /** Name En */
      name_en: string;
      /**
       * Name En Is Official
       * @default false
       */
      name_en_is_official?: boolean;
      /** Name Ko */
      name_ko: string;
      /** Programme Kind */
      programme_kind: string;
      /** Sources */
      sources: string[];
      /** Start */
      start?: string | null;
    };
    /**
     * ProposalShape
     * @description How the tables of a file were recognised, with the mapping of the likeliest, and the fields that a mapping has.
     */
    ProposalShape: {
      /** Closed */
      closed: {
        [key: string]: string[];
      };
      /** Fields */
      fields: {
        [key: string]: string[];
      };
      /** File */
      file: string;
      /** Mapping */
      mapping: Record<string, never>;
      /** Origin */
      origin: string;
      /** Tables */
      tables: Record<string, never>[];
      /** Title */
      title: string;
    };
    /**
     * RankBy
     * @enum {string}
     */
    RankBy:
      | "degree"
      | "recency"
      | "sources"
      | "articulation_point"
      | "betweenness"
      | "clustering"
      | "community"
      | "component_size"
      | "constraint"
      | "consultant"
      | "coordinator"
      | "core_number"
      | "e_i_index"
      | "effective_size"
      | "efficiency"
      | "eigenvector"
      | "gatekeeper"
      | "harmonic"
      | "liaison"
      | "pagerank"
      | "participation_coefficient"
      | "role"
      | "strength"
      | "within_module_degree";
    /**
     * ReachedNode
     * @description A node of a neighbourhood.
     */
    ReachedNode: {
      /** Aliases */
      aliases?: components["schemas"]["Alias"][] | null;
      /**
       * Attributes
       * @description own columns of its origin: texts, numbers and truth values
       */
      attributes?: Record<string, never>;
      /** Budget Krw */
      budget_krw?: number | null;
      /** City */
      city?: string | null;
      /**
       * Degree
       * Format: int64
       */
      degree: number;
      /** Detail */
      detail?: string | null;
      /** Detail Ko */
      detail_ko?: string | null;
      /**
       * Distance
       * Format: int64
       */
      distance: number;
      /** District */
      district?: string | null;
      /** End */
      end?: string | null;
      /** Field */
      field?: string | null;
      /** Founded */
      founded?: string | null;
      /** Id */
      id: string;
      /** Identifiers */
      identifiers?: components["schemas"]["Identifier"][] | null;
      kind: components["schemas"]["Kind"];
      /** Members Told */
      members_told?: number | null;
      /** Name En */
      name_en: string;
      /** Name En Is Official */
      name_en_is_official: boolean;
      /** Name Ko */
      name_ko: string;
      /** Organisation Kind */
      organisation_kind?: string | null;
      /** Products */
      products?: string | null;
      /** Products Ko */
      products_ko?: string | null;
      /** Programme Kind */
      programme_kind?: string | null;
      /** Same As */
      same_as?: components["schemas"]["SameAs"][] | null;
      /** Sector */
      sector?: string | null;
      /** Sources */
      sources: string[];
      /** Sphere */
      sphere?: string | null;
      /** Start */
      start?: string | null;
      /** Website */
      website?: string | null;
    };
    /**
     * ReadyShape
     * @description The graph version that is served, and the state of jobs.
     */
    ReadyShape: {
      /** Graph Version */
      graph_version: string;
      /** Jobs */
      jobs: string;
      /**
       * Status
       * @constant
       */
      status: "ready";
    };
    /**
     * Reason
     * @description A reason for a pair: what the two have in common, and the relations that are the evidence.
     */
    Reason: {
      kind: components["schemas"]["ReasonKind"];
      /** Relations */
      relations: string[];
      /** Via */
      via: string[];
      /**
       * Weight
       * Format: double
       */
      weight: number;
    };
    /**
     * ReasonKind
     * @enum {string}
     */
    ReasonKind: "common partner" | "shared programme" | "shared technology" | "same district" | "both active";
    /**
     * RecordToResolve
     * @description One row of a table; an empty cell means no value.
     */
    RecordToResolve: {
      /** Brn */
      brn?: string | null;
      /** City */
      city?: string | null;
      /** Corp Code */
      corp_code?: string | null;
      /** Crn */
      crn?: string | null;
      /** District */
      district?: string | null;
      /** Founded */
      founded?: string | null;
      kind?: components["schemas"]["RecordToResolveKind"] | null;
      /** Name */
      name?: string | null;
      /** Name En */
      name_en?: string | null;
      /** Name Ko */
      name_ko?: string | null;
      /** Products */
      products?: string | null;
      /** Record Id */
      record_id?: string | null;
      /** Ror */
      ror?: string | null;
      sector?: components["schemas"]["RecordToResolveSector"] | null;
      /** Website */
      website?: string | null;
    };
    /**
     * RecordToResolveKind
     * @enum {string}
     */
    RecordToResolveKind:
      | ""
      | "organisation"
      | "technology"
      | "programme"
      | "company"
      | "research_institute"
      | "association"
      | "support_agency"
      | "university"
      | "government"
      | "hospital"
      | "other";
    /**
     * RecordToResolveSector
     * @enum {string}
     */
    RecordToResolveSector:
      | ""
      | "textiles"
      | "machinery"
      | "automotive"
      | "metals"
      | "it-electronics"
      | "medical"
      | "energy"
      | "ceramics"
      | "robotics"
      | "materials-general"
      | "software"
      | "chemicals"
      | "polymers"
      | "other";
    /**
     * RecordType
     * @description The types of records, in the order in which a load reads them.
     * @enum {string}
     */
    RecordType:
      | "source"
      | "organisation"
      | "technology"
      | "programme"
      | "alias"
      | "identifier"
      | "relation"
      | "conflict"
      | "same_as";
    /**
     * RejectShape
     * @description A rejected row, with its place, the rule and the remedy.
     */
    RejectShape: {
      /** Field */
      field: string;
      /** File */
      file: string;
      /**
       * Line
       * Format: int64
       */
      line: number;
      /** Remedy */
      remedy: string;
      /** Rule */
      rule: string;
    };
    /**
     * RejectedByRule
     * @description Rows that break one rule: their number, and the first ones.
     */
    RejectedByRule: {
      /** Field */
      field: string;
      /** First */
      first?: components["schemas"]["RejectedRow"][];
      /** Rule */
      rule: string;
      /**
       * Times
       * Format: int64
       */
      times: number;
    };
    /**
     * RejectedRow
     * @description A rejected row.
     */
    RejectedRow: {
      /** File */
      file: string;
      /**
       * Line
       * Format: int64
       */
      line: number;
      /** Remedy */
      remedy: string;
      /** Rule */
      rule: string;
    };
    /**
     * RejectedShape
     * @description Rows that break one rule: how many, the remedy, and where the first are.
     */
    RejectedShape: {
      /**
       * Count
       * Format: int64
       */
      count: number;
      /** Examples */
      examples: string[];
      /** Field */
      field: string;
      /** Remedy */
      remedy: string;
      /** Rule */
      rule: string;
    };
    /**
     * Relation
     * @description One dated, cited statement.
     */
    Relation: {
      /**
       * Attributes
       * @description own columns of its origin: texts, numbers and truth values
       */
      attributes?: Record<string, never>;
      /** Detail */
      detail: string | null;
      /** Detail Ko */
      detail_ko?: string | null;
      /** End */
      end: string | null;
      /** Id */
      id: string;
      /** Object */
      object: string;
      predicate: components["schemas"]["Predicate"];
      /** Sources */
      sources: string[];
      /** Start */
      start: string | null;
      /** Subject */
      subject: string;
      /**
       * Weight
       * Format: double
       * @default 1
       */
      weight?: number;
    };
    /** RelationBody */
    RelationBody: {
      /**
       * Attributes
       * @description own columns of its origin: texts, numbers and truth values
       */
      attributes?: Record<string, never>;
      /** Detail */
      detail?: string | null;
      /** Detail Ko */
      detail_ko?: string | null;
      /** End */
      end?: string | null;
      /** Id */
      id?: string | null;
      /** Object */
      object: string;
      /** Predicate */
      predicate: string;
      /** Sources */
      sources: string[];
      /** Start */
      start?: string | null;
      /** Subject */
      subject: string;
      /**
       * Weight
       * Format: double
       * @default 1
       */
      weight?: number;
    };
    /**
     * RelationPage
     * @description Relations.
     */
    RelationPage: {
      /** Graph Version */
      graph_version: string;
      /** Next */
      next: string | null;
      /** Results */
      results: components["schemas"]["ListedRelation"][];
      /**
       * Total
       * Format: int64
       */
      total: number;
    };
    /**
     * ResolveAnswer
     * @description Decisions in the order of the records; `not_compared` lists invalid numbers that were ignored.
     */
    ResolveAnswer: {
      /** Counts */
      counts: {
        [key: string]: number;
      };
      fit?: components["schemas"]["ResolveFit"] | null;
      /** Graph Version */
      graph_version: string;
      /** Not Compared */
      not_compared: string[];
      /** Results */
      results: components["schemas"]["Resolved"][];
    };
    /**
     * ResolveBand
     * @description The prior of one band of names, as log2; `raised`: whether the facts have raised it, from enough pairs.
     */
    ResolveBand: {
      /**
       * Pairs
       * Format: int64
       */
      pairs: number;
      /**
       * Prior
       * Format: double
       */
      prior: number;
      /** Raised */
      raised: boolean;
    };
    /**
     * ResolveBody
     * @description Records to match, and the number of candidates for each.
     */
    ResolveBody: {
      /**
       * Limit
       * @description largest number of candidates per record
       * @default 5
       */
      limit?: number;
      /**
       * Records
       * @description records to match
       */
      records: components["schemas"]["RecordToResolve"][];
    };
    /**
     * ResolveCandidate
     * @description A candidate node; `weak` says why it is not merged although it is likely; null if only the weight is too low.
     */
    ResolveCandidate: {
      /** Agrees */
      agrees: string[];
      /** Contradicts */
      contradicts: string[];
      match: components["schemas"]["ResolveCandidateMatch"];
      /** Matched */
      matched: string;
      node: components["schemas"]["Node"];
      /**
       * Score
       * Format: double
       */
      score: number;
      /** Weak */
      weak: string | null;
      /** Weak Ko */
      weak_ko: string | null;
    };
    /**
     * ResolveCandidateMatch
     * @enum {string}
     */
    ResolveCandidateMatch:
      "identifier" | "exact" | "alias" | "former name" | "legal form apart" | "romanised" | "alike" | "facts";
    /**
     * ResolveFit
     * @description What the facts of the set say of equal names.
     *
     *     `records`: records on both sides; `first`: the first guess of the prior, as log2; `middle`: the prior of all bands together; `bands`:
     *     that of each band with equal names and comparable facts; `u`: how often facts agree by chance.
     */
    ResolveFit: {
      /** Bands */
      bands: {
        [key: string]: components["schemas"]["ResolveBand"];
      };
      /**
       * First
       * Format: double
       */
      first: number;
      /**
       * Middle
       * Format: double
       */
      middle: number;
      /**
       * Records
       * Format: int64
       */
      records: number;
      /** U */
      u: {
        [key: string]: {
          [key: string]: number;
        };
      };
    };
    /**
     * Resolved
     * @description The decision on a record; `entity_id` only for merge. `reason` is in English, `reason_ko` in Korean.
     */
    Resolved: {
      /** Candidates */
      candidates: components["schemas"]["ResolveCandidate"][];
      decision: components["schemas"]["ResolvedDecision"];
      /** Entity Id */
      entity_id: string | null;
      /** Reason */
      reason: string;
      /** Reason Ko */
      reason_ko: string;
      /** Record Id */
      record_id: string | null;
      /** Score */
      score: number | null;
    };
    /**
     * ResolvedDecision
     * @enum {string}
     */
    ResolvedDecision: "merge" | "review" | "new";
    /**
     * Review
     * @description Pairs that may be one organisation, most likely first.
     */
    Review: {
      /** Graph Version */
      graph_version: string;
      /** Next */
      next: string | null;
      /** Results */
      results: components["schemas"]["ReviewPair"][];
      /**
       * Total
       * Format: int64
       */
      total: number;
      totals: components["schemas"]["ReviewTotals"];
    };
    /**
     * ReviewDecision
     * @description What a decision led to: the pair as it is now, and the resolution after it.
     *
     *     `pair` is null if nothing is said about it any more; `load_id` is null, and `changed` false, if the same was decided
     *     before; `identity` counts pairs by decision, and same-as records that are new, changed or gone.
     */
    ReviewDecision: {
      /** Changed */
      changed: boolean;
      /** Graph Version */
      graph_version: string;
      /** Identity */
      identity: {
        [key: string]: number;
      };
      /** Load Id */
      load_id: string | null;
      pair: components["schemas"]["ReviewPair"] | null;
      totals: components["schemas"]["ReviewTotals"];
    };
    /**
     * ReviewDecisions
     * @description What several decisions led to, in their order; `load_id` is null if none changed anything.
     */
    ReviewDecisions: {
      /** Graph Version */
      graph_version: string;
      /** Identity */
      identity: {
        [key: string]: number;
      };
      /** Load Id */
      load_id: string | null;
      /** Results */
      results: components["schemas"]["DecisionResult"][];
      totals: components["schemas"]["ReviewTotals"];
    };
    /**
     * ReviewFact
     * @description One fact of two records: what each says, and whether they agree.
     *
     *     `unknown`: at least one of them says nothing, or what they say cannot be compared (products in two scripts). `scheme` is the register of a number; `hidden` tells that numbers which are
     *     personal data are left out.
     */
    ReviewFact: {
      /** A */
      a: string[];
      agreement: components["schemas"]["ReviewFactAgreement"];
      /** B */
      b: string[];
      /** Fact */
      fact: string;
      /**
       * Hidden
       * @default false
       */
      hidden?: boolean;
      /** Scheme */
      scheme?: string | null;
    };
    /**
     * ReviewFactAgreement
     * @enum {string}
     */
    ReviewFactAgreement: "same" | "similar" | "different" | "unknown";
    /**
     * ReviewPair
     * @description A pair of records and its decision; a record that is gone is null.
     *
     *     `status`: `open` for a person to decide, `decided` by a person, `settled` by the rules. `weight` is the match weight in
     *     bits, `probability` that of one organisation; both are null for a person's decision, and where numbers contradict each other. `overruled`: a person has merged two
     *     records with different valid numbers, and the rules keep them apart. `state` stands for everything that a person sees
     *     here: send it back as `seen`, and a decision on a pair that has changed since is refused.
     */
    ReviewPair: {
      /** A */
      a: string;
      /** B */
      b: string;
      by: components["schemas"]["Decider"];
      decision: components["schemas"]["Identity"];
      /** Evidence */
      evidence: string[];
      /** Facts */
      facts: components["schemas"]["ReviewFact"][];
      /** Overruled */
      overruled: boolean;
      /** Pair */
      pair: string;
      /** Probability */
      probability: number | null;
      reason: components["schemas"]["ReviewReason"] | null;
      record_a: components["schemas"]["ReviewRecord"] | null;
      record_b: components["schemas"]["ReviewRecord"] | null;
      shared: components["schemas"]["Shared"] | null;
      /** State */
      state: string;
      status: components["schemas"]["ReviewPairStatus"];
      /** Weight */
      weight: number | null;
    };
    /**
     * ReviewPairStatus
     * @enum {string}
     */
    ReviewPairStatus: "open" | "decided" | "settled";
    /**
     * ReviewReason
     * @description Why the rules leave a pair to a person.
     * @enum {string}
     */
    ReviewReason: "numbers" | "cluster" | "rule" | "rename" | "probability";
    /**
     * ReviewRecord
     * @description An organisation as one origin has it.
     *
     *     `node` is the id of the node that shows it, `records` how many records that node has, `relations` how many relations;
     *     `place_ko` and `place_en` are the names of its place in the table of places.
     */
    ReviewRecord: {
      /** Aliases */
      aliases?: components["schemas"]["Alias"][] | null;
      /**
       * Attributes
       * @description own columns of its origin: texts, numbers and truth values
       */
      attributes?: Record<string, never>;
      /** Budget Krw */
      budget_krw?: number | null;
      /** Citations */
      citations: components["schemas"]["Source"][];
      /** City */
      city?: string | null;
      /** Detail */
      detail?: string | null;
      /** Detail Ko */
      detail_ko?: string | null;
      /** District */
      district?: string | null;
      /** End */
      end?: string | null;
      /** Field */
      field?: string | null;
      /** Founded */
      founded?: string | null;
      /** Id */
      id: string;
      /** Identifiers */
      identifiers?: components["schemas"]["Identifier"][] | null;
      kind: components["schemas"]["Kind"];
      /** Members Told */
      members_told?: number | null;
      /** Name En */
      name_en: string;
      /** Name En Is Official */
      name_en_is_official: boolean;
      /** Name Ko */
      name_ko: string;
      /** Node */
      node: string;
      /** Organisation Kind */
      organisation_kind?: string | null;
      /** Origin */
      origin: string;
      /** Place En */
      place_en: string | null;
      /** Place Ko */
      place_ko: string | null;
      /** Products */
      products?: string | null;
      /** Products Ko */
      products_ko?: string | null;
      /** Programme Kind */
      programme_kind?: string | null;
      /**
       * Records
       * Format: int64
       */
      records: number;
      /**
       * Relations
       * Format: int64
       */
      relations: number;
      /** Same As */
      same_as?: components["schemas"]["SameAs"][] | null;
      /** Sector */
      sector?: string | null;
      /** Sources */
      sources: string[];
      /** Sphere */
      sphere?: string | null;
      /** Start */
      start?: string | null;
      /** Website */
      website?: string | null;
    };
    /**
     * ReviewStatus
     * @enum {string}
     */
    ReviewStatus: "open" | "decided" | "settled" | "all";
    /**
     * ReviewTotals
     * @description How many pairs a person has to decide, and how many a person has decided.
     */
    ReviewTotals: {
      /**
       * Decided
       * Format: int64
       */
      decided: number;
      /**
       * Open
       * Format: int64
       */
      open: number;
    };
    /**
     * RichClubShape
     * @description Rich club by degree, and the number of sampled networks: none in layers whose ties come in cliques.
     */
    RichClubShape: {
      /** Clubs */
      clubs: components["schemas"]["ClubShape"][];
      /**
       * Samples
       * Format: int64
       */
      samples: number;
    };
    /**
     * RobustnessShape
     * @description Robustness R when nodes with most ties are removed first, and at random (mean of `draws` orders).
     */
    RobustnessShape: {
      /**
       * Attack
       * Format: double
       */
      attack: number;
      /** Curve */
      curve: components["schemas"]["CurvePoint"][];
      /**
       * Draws
       * Format: int64
       */
      draws: number;
      /** First Lost */
      first_lost: components["schemas"]["Body"][];
      /**
       * Half After
       * Format: int64
       */
      half_after: number;
      /**
       * Random
       * Format: double
       */
      random: number;
    };
    /**
     * Roles
     * @description Whose ties are counted: all members, or those who do not lead or operate the programme.
     * @enum {string}
     */
    Roles: "all" | "participants";
    /**
     * RollbackShape
     * @description What a rollback did, or would do: records by type, and the result of the resolution after it.
     *
     *     `kept` counts records that stay, since a later load changed them or something refers to them; `further` counts origins'
     *     own versions that are not shown.
     */
    RollbackShape: {
      /** Dry Run */
      dry_run: boolean;
      /** Further */
      further: {
        [key: string]: number;
      };
      /** Graph Version */
      graph_version: string;
      /** Identity */
      identity: {
        [key: string]: number;
      };
      /** Kept */
      kept: {
        [key: string]: number;
      };
      /** Load Id */
      load_id: string;
      /** Removed */
      removed: {
        [key: string]: number;
      };
      /** Restored */
      restored: {
        [key: string]: number;
      };
      /** Undoes */
      undoes: string;
    };
    /**
     * Root
     * @description The server, its content and links.
     */
    Root: {
      /** Counts */
      counts: {
        [key: string]: number;
      };
      /** Data Licence */
      data_licence: string;
      /** Graph Version */
      graph_version: string;
      /** Groupings */
      groupings: string[];
      /** Licences */
      licences: components["schemas"]["LicenceShape"][];
      /** Limits */
      limits: {
        [key: string]: number;
      };
      /** Links */
      links: {
        [key: string]: string;
      };
      /** Name */
      name: string;
      store: components["schemas"]["RootStore"];
      /** Version */
      version: string;
    };
    /**
     * RootStore
     * @enum {string}
     */
    RootStore: "sqlite" | "neo4j";
    /**
     * SameAs
     * @description A decision on whether two records are one organisation, by the rules or by a person.
     */
    SameAs: {
      /** A */
      a: string;
      /** B */
      b: string;
      /** By */
      by: string;
      /** Decision */
      decision: string;
      /** Evidence */
      evidence: string[];
      /** Score */
      score: number | null;
    };
    /**
     * Scenario
     * @description What a scenario changes; nothing is stored.
     *
     *     `mechanical` says what follows from the definition of the scenario and is not a result; `whole` is null if the direct ties
     *     change by chance only, `new_ties` is null if nothing is drawn.
     */
    Scenario: {
      /** Baseline */
      baseline: string;
      /** Conversions */
      conversions: components["schemas"]["ScenarioConversion"][];
      /**
       * Draws
       * Format: int64
       */
      draws: number;
      /**
       * Gained
       * Format: int64
       */
      gained: number;
      /** Graph Version */
      graph_version: string;
      /** Layer */
      layer: string;
      /**
       * Lost
       * Format: int64
       */
      lost: number;
      /** Mechanical */
      mechanical: components["schemas"]["Sentence"][];
      new_ties: components["schemas"]["ScenarioSpread"] | null;
      /** Notes */
      notes: components["schemas"]["Sentence"][];
      /**
       * Open Pairs
       * Format: int64
       */
      open_pairs: number;
      /** Pairs */
      pairs: components["schemas"]["ScenarioPair"][];
      /** Removed */
      removed: components["schemas"]["ScenarioRemoved"][];
      /**
       * Seed
       * Format: int64
       */
      seed: number;
      whole: components["schemas"]["ScenarioNetwork"] | null;
      /**
       * Years
       * Format: int64
       */
      years: number;
    };
    /**
     * ScenarioChange
     * @description One change: `add` an `alliance` (`members`) or a `tie` (`a`, `b`), or `remove` an `organisation` (`id`).
     */
    ScenarioChange: {
      /**
       * A
       * @description id of the first organisation of a tie
       */
      a?: string | null;
      /**
       * Add
       * @description what is added
       */
      add?: components["schemas"]["ScenarioChangeAdd"] | null;
      /**
       * B
       * @description id of the second
       */
      b?: string | null;
      /**
       * Id
       * @description id of the organisation that is removed
       */
      id?: string | null;
      kind?: components["schemas"]["ScenarioChangeKind"] | null;
      /**
       * Members
       * @description ids of the alliance's organisations, at least two
       */
      members?: string[] | null;
      /**
       * Name
       * @description name of the alliance
       */
      name?: string | null;
      /**
       * Remove
       * @description what is removed
       */
      remove?: "organisation" | null;
    };
    /**
     * ScenarioChangeAdd
     * @enum {string}
     */
    ScenarioChangeAdd: "alliance" | "tie";
    /**
     * ScenarioChangeKind
     * @enum {string}
     */
    ScenarioChangeKind: "alliance" | "division" | "mou" | "project" | "union";
    /**
     * ScenarioConversion
     * @description The share of an alliance's open pairs that become tied: `estimated` from past programmes, or given (`pairs` is then 0).
     */
    ScenarioConversion: {
      basis: components["schemas"]["Sentence"];
      /**
       * Converted
       * Format: int64
       */
      converted: number;
      /** Estimated */
      estimated: boolean;
      /**
       * High
       * Format: double
       */
      high: number;
      /** Kind */
      kind: string;
      /**
       * Low
       * Format: double
       */
      low: number;
      /**
       * Members
       * Format: int64
       */
      members: number;
      /** Name */
      name: string | null;
      /**
       * Open Pairs
       * Format: int64
       */
      open_pairs: number;
      /**
       * Pairs
       * Format: int64
       */
      pairs: number;
      /**
       * Programmes
       * Format: int64
       */
      programmes: number;
      /**
       * Rate
       * Format: double
       */
      rate: number;
    };
    /**
     * ScenarioNetwork
     * @description The whole network before and after (lists of two), `change` of efficiency with its standard error, and single points that change.
     *
     *     Efficiency from `sources` organisations, the same ones before and after; its error is 0 if all tied ones are sources.
     */
    ScenarioNetwork: {
      /** Change */
      change: number | null;
      /**
       * Change Error
       * Format: double
       */
      change_error: number;
      /** Efficiency */
      efficiency: number[];
      /**
       * Efficiency Error
       * Format: double
       */
      efficiency_error: number;
      /** Former Single Points */
      former_single_points: components["schemas"]["ScenarioOrganisation"][];
      /** Largest Component */
      largest_component: number[];
      /** New Single Points */
      new_single_points: components["schemas"]["ScenarioOrganisation"][];
      /** Robustness */
      robustness: number[];
      /** Single Points */
      single_points: number[];
      /**
       * Sources
       * Format: int64
       */
      sources: number;
      /** Ties */
      ties: number[];
    };
    /**
     * ScenarioOrganisation
     * @description An organisation with its names.
     */
    ScenarioOrganisation: {
      /** Id */
      id: string;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
    };
    /**
     * ScenarioPair
     * @description A pair of sectors before and after.
     *
     *     `gained` and `lost`: tied pairs by definition of the scenario; `open_pairs`: untied pairs of members across it; `expected_new`
     *     (`low`, `high`): ties that become of them; `still_called`: chance that a called gap stays called; `ties_to_leave_verdict`: new ties
     *     that end it in most draws; `sentence`: null where nothing changes.
     */
    ScenarioPair: {
      /** A */
      a: string;
      after: components["schemas"]["ScenarioSide"];
      /** B */
      b: string;
      before: components["schemas"]["ScenarioSide"];
      /** Expected New */
      expected_new: number | null;
      /**
       * Gained
       * Format: int64
       */
      gained: number;
      /** High */
      high: number | null;
      /**
       * Lost
       * Format: int64
       */
      lost: number;
      /** Low */
      low: number | null;
      /**
       * Open Pairs
       * Format: int64
       */
      open_pairs: number;
      sentence: components["schemas"]["Sentence"] | null;
      /** Still Called */
      still_called: number | null;
      /** Ties To Leave Verdict */
      ties_to_leave_verdict: number | null;
    };
    /**
     * ScenarioParameters
     * @description Parameters of a scenario.
     */
    ScenarioParameters: {
      /**
       * @description `outward`: which other sectors a sector is less tied to, given each organisation's number of ties to other sectors; `any`: compared with partners chosen at random (descriptive only)
       * @default outward
       */
      baseline?: components["schemas"]["Baseline"];
      /**
       * Changes
       * @description what is added and removed
       */
      changes: components["schemas"]["ScenarioChange"][];
      /**
       * Conversion
       * @description share of the open pairs of members that become tied: estimated from past programmes, or a number from 0 to 1
       */
      conversion?: "estimated" | number;
      /**
       * Draws
       * @description number of drawn outcomes
       * @default 40
       */
      draws?: number;
      /**
       * Graph Version
       * @description graph version on which the scenario was made; the answer is from the present one and says if they differ
       */
      graph_version?: string | null;
      /** @default direct */
      layer?: components["schemas"]["GapLayer"];
      /**
       * Seed
       * Format: int64
       * @description random seed for the draws
       * @default 0
       */
      seed?: number;
      /**
       * Years
       * @description years within which members may become tied
       * @default 3
       */
      years?: number;
    };
    /**
     * ScenarioRemoved
     * @description A removed organisation and its number of ties.
     */
    ScenarioRemoved: {
      /** Id */
      id: string;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /**
       * Ties
       * Format: int64
       */
      ties: number;
    };
    /**
     * ScenarioSide
     * @description A pair before or after: with draws, means, the commonest verdict and its share; the ratio's median and 95 % interval.
     */
    ScenarioSide: {
      /**
       * Expected
       * Format: double
       */
      expected: number;
      /**
       * Observed
       * Format: double
       */
      observed: number;
      /** Q */
      q: number | null;
      /** Ratio */
      ratio: number | null;
      /** Ratio High */
      ratio_high: number | null;
      /** Ratio Low */
      ratio_low: number | null;
      /** Verdict */
      verdict: string;
      /**
       * Verdict Share
       * Format: double
       */
      verdict_share: number;
    };
    /**
     * ScenarioSpread
     * @description Mean and 95 % interval over the draws.
     */
    ScenarioSpread: {
      /**
       * High
       * Format: double
       */
      high: number;
      /**
       * Low
       * Format: double
       */
      low: number;
      /**
       * Mean
       * Format: double
       */
      mean: number;
    };
    /**
     * SceneNodeShape
     * @description A node of a scene: `x`, `y` (downwards) and radius `size` in the scene's units; community −1 for isolates.
     */
    SceneNodeShape: {
      /** Colour */
      colour: string;
      /**
       * Community
       * Format: int64
       */
      community: number;
      /** Id */
      id: string;
      kind: components["schemas"]["Kind"];
      /** Label En */
      label_en: string;
      /** Label Ko */
      label_ko: string;
      /** Sector */
      sector: string | null;
      /**
       * Size
       * Format: double
       */
      size: number;
      /**
       * X
       * Format: double
       */
      x: number;
      /**
       * Y
       * Format: double
       */
      y: number;
    };
    /**
     * SceneShape
     * @description A scene: nodes, ties and legend of a picture.
     */
    SceneShape: {
      /** Attributes */
      attributes: components["schemas"]["OwnColumnShape"][];
      communities: components["schemas"]["DivisionShape"];
      /** Data Licence */
      data_licence: string;
      /** Graph Version */
      graph_version: string;
      hidden: components["schemas"]["HiddenShape"];
      layer: components["schemas"]["Layer"];
      /** Legend */
      legend: components["schemas"]["LegendEntryShape"][];
      /** Nodes */
      nodes: components["schemas"]["SceneNodeShape"][];
      /** Ties */
      ties: components["schemas"]["SceneTieShape"][];
    };
    /**
     * SceneTieShape
     * @description A tie of a scene, with the relations that are the evidence for it.
     */
    SceneTieShape: {
      /** Predicates */
      predicates: components["schemas"]["Predicate"][];
      /** Relations */
      relations: string[];
      /** Source */
      source: string;
      /** Target */
      target: string;
      /**
       * Weight
       * Format: double
       */
      weight: number;
    };
    /**
     * ScoreDifference
     * @description The score minus preferential attachment, with 95 % intervals (bootstrap over the later ties).
     */
    ScoreDifference: {
      /**
       * Auc
       * Format: double
       */
      auc: number;
      /**
       * Auc High
       * Format: double
       */
      auc_high: number;
      /**
       * Auc Low
       * Format: double
       */
      auc_low: number;
      /**
       * Average Precision
       * Format: double
       */
      average_precision: number;
      /**
       * Average Precision High
       * Format: double
       */
      average_precision_high: number;
      /**
       * Average Precision Low
       * Format: double
       */
      average_precision_low: number;
      /**
       * Resamples
       * Format: int64
       */
      resamples: number;
    };
    /**
     * SearchHit
     * @description A node found, and the name, number or product that matched.
     */
    SearchHit: {
      match: components["schemas"]["SearchHitMatch"];
      /** Matched */
      matched: string;
      node: components["schemas"]["Node"];
      /**
       * Score
       * Format: double
       */
      score: number;
    };
    /**
     * SearchHitMatch
     * @enum {string}
     */
    SearchHitMatch: "exact" | "prefix" | "choseong" | "jamo" | "alias" | "identifier" | "product" | "fuzzy";
    /**
     * SearchResults
     * @description Nodes found by name.
     */
    SearchResults: {
      /** Query */
      query: string;
      /** Results */
      results: components["schemas"]["SearchHit"][];
      /**
       * Total
       * Format: int64
       */
      total: number;
    };
    /**
     * SectorCard
     * @description One sector with its pairs.
     */
    SectorCard: {
      /** Alliances */
      alliances: components["schemas"]["AllianceReach"][];
      /** As Of */
      as_of: string | null;
      /** Baseline */
      baseline: string;
      /** Colour */
      colour: string;
      /** E I Expected */
      e_i_expected: number | null;
      /** E I High */
      e_i_high: number | null;
      /** E I Index */
      e_i_index: number | null;
      /** E I Low */
      e_i_low: number | null;
      /** E I P */
      e_i_p: number | null;
      gaps: components["schemas"]["GapCount"];
      /** Graph Version */
      graph_version: string;
      /** Group By */
      group_by: string;
      /** Id */
      id: string;
      /** Isolated Share */
      isolated_share: number | null;
      /** Layer */
      layer: string;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /**
       * Organisations
       * Format: int64
       */
      organisations: number;
      outside: components["schemas"]["Outside"];
      /** Pairs */
      pairs: components["schemas"]["SectorPair"][];
      /** Since */
      since: string | null;
      single_points: components["schemas"]["SinglePointsOfSector"];
      /** Single Source Share */
      single_source_share: number | null;
      /** Ties High */
      ties_high: number | null;
      /** Ties Low */
      ties_low: number | null;
      /**
       * Ties Per Organisation
       * Format: double
       */
      ties_per_organisation: number;
      /** Undated */
      undated: string;
      /** Warnings */
      warnings: components["schemas"]["Sentence"][];
      /**
       * With Ties
       * Format: int64
       */
      with_ties: number;
      /** With Ties High */
      with_ties_high: number | null;
      /** With Ties Low */
      with_ties_low: number | null;
      /** With Ties Share */
      with_ties_share: number | null;
      /** Youngest Source */
      youngest_source: string | null;
    };
    /**
     * SectorCards
     * @description All counted sectors; `mixing.ties` counts ties by pairs of sectors.
     */
    SectorCards: {
      /** As Of */
      as_of: string | null;
      /** Assortativity */
      assortativity: number | null;
      /** Baseline */
      baseline: string;
      /** Graph Version */
      graph_version: string;
      /** Group By */
      group_by: string;
      /** Layer */
      layer: string;
      mixing: components["schemas"]["Mixed"];
      /** Results */
      results: components["schemas"]["SectorFigures"][];
      /** Since */
      since: string | null;
      /** Undated */
      undated: string;
    };
    /**
     * SectorCoverage
     * @description The data behind a sector's figures.
     */
    SectorCoverage: {
      /** Id */
      id: string;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /**
       * Organisations
       * Format: int64
       */
      organisations: number;
      /** Single Source Share */
      single_source_share: number | null;
      /**
       * Ties Per Organisation
       * Format: double
       */
      ties_per_organisation: number;
      /**
       * With Ties
       * Format: int64
       */
      with_ties: number;
      /** Youngest Source */
      youngest_source: string | null;
    };
    /**
     * SectorFigures
     * @description Figures of a sector and of its ties to other sectors.
     *
     *     `with_ties_low` and `_high`: 95 % interval (Wilson) of the share of organisations with a tie. `ties_low` and `ties_high`:
     *     95 % interval of `ties_per_organisation` over resampled organisations. `e_i_low` and `e_i_high`: 90 % of the
     *     permutations of the labels lie between.
     */
    SectorFigures: {
      /** Alliances */
      alliances: components["schemas"]["AllianceReach"][];
      /** Colour */
      colour: string;
      /** E I Expected */
      e_i_expected: number | null;
      /** E I High */
      e_i_high: number | null;
      /** E I Index */
      e_i_index: number | null;
      /** E I Low */
      e_i_low: number | null;
      /** E I P */
      e_i_p: number | null;
      gaps: components["schemas"]["GapCount"];
      /** Id */
      id: string;
      /** Isolated Share */
      isolated_share: number | null;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
      /**
       * Organisations
       * Format: int64
       */
      organisations: number;
      outside: components["schemas"]["Outside"];
      single_points: components["schemas"]["SinglePointsOfSector"];
      /** Single Source Share */
      single_source_share: number | null;
      /** Ties High */
      ties_high: number | null;
      /** Ties Low */
      ties_low: number | null;
      /**
       * Ties Per Organisation
       * Format: double
       */
      ties_per_organisation: number;
      /**
       * With Ties
       * Format: int64
       */
      with_ties: number;
      /** With Ties High */
      with_ties_high: number | null;
      /** With Ties Low */
      with_ties_low: number | null;
      /** With Ties Share */
      with_ties_share: number | null;
      /** Youngest Source */
      youngest_source: string | null;
    };
    /**
     * SectorId
     * @enum {string}
     */
    SectorId:
      | "textiles"
      | "machinery"
      | "automotive"
      | "metals"
      | "it-electronics"
      | "medical"
      | "energy"
      | "ceramics"
      | "robotics"
      | "materials-general"
      | "software"
      | "chemicals"
      | "polymers"
      | "other";
    /**
     * SectorPair
     * @description A pair of sectors: observed and expected ties, and the test of their difference.
     */
    SectorPair: {
      /** A */
      a: string;
      /** B */
      b: string;
      /** Detectable */
      detectable: number | null;
      /**
       * Expected
       * Format: double
       */
      expected: number;
      /**
       * Observed
       * Format: int64
       */
      observed: number;
      /** P */
      p: number | null;
      /** Power */
      power: number | null;
      /** Q */
      q: number | null;
      /** Ratio */
      ratio: number | null;
      /** Ratio High */
      ratio_high: number | null;
      /** Ratio Low */
      ratio_low: number | null;
      sentence: components["schemas"]["Sentence"];
      /**
       * Step
       * Format: int64
       */
      step: number;
      verdict: components["schemas"]["Verdict"];
      /** Z */
      z: number | null;
    };
    /**
     * SectorPairTies
     * @description Ties among members of two sectors before and after, and echo after; blank: no sector.
     */
    SectorPairTies: {
      /** A */
      a: string;
      /**
       * After
       * Format: int64
       */
      after: number;
      /** B */
      b: string;
      /**
       * Before
       * Format: int64
       */
      before: number;
      /**
       * Echo
       * Format: int64
       */
      echo: number;
    };
    /**
     * SectorTerm
     * @description A sector; `counted` ones are compared in the table of gaps.
     */
    SectorTerm: {
      /** Colour */
      colour: string;
      /** Counted */
      counted: boolean;
      /** En */
      en: string;
      /** Id */
      id: string;
      /** Ko */
      ko: string;
    };
    /**
     * Sentence
     * @description A sentence in Korean and English.
     */
    Sentence: {
      /** En */
      en: string;
      /** Ko */
      ko: string;
    };
    /**
     * SetNode
     * @description A node of a set: its number of ties within the network, and whether it was added by `grow`.
     */
    SetNode: {
      /** Added */
      added: boolean;
      /** Aliases */
      aliases?: components["schemas"]["Alias"][] | null;
      /**
       * Attributes
       * @description own columns of its origin: texts, numbers and truth values
       */
      attributes?: Record<string, never>;
      /** Budget Krw */
      budget_krw?: number | null;
      /** City */
      city?: string | null;
      /**
       * Degree
       * Format: int64
       */
      degree: number;
      /** Detail */
      detail?: string | null;
      /** Detail Ko */
      detail_ko?: string | null;
      /** District */
      district?: string | null;
      /** End */
      end?: string | null;
      /** Field */
      field?: string | null;
      /** Founded */
      founded?: string | null;
      /** Id */
      id: string;
      /** Identifiers */
      identifiers?: components["schemas"]["Identifier"][] | null;
      kind: components["schemas"]["Kind"];
      /** Members Told */
      members_told?: number | null;
      /** Name En */
      name_en: string;
      /** Name En Is Official */
      name_en_is_official: boolean;
      /** Name Ko */
      name_ko: string;
      /** Organisation Kind */
      organisation_kind?: string | null;
      /** Products */
      products?: string | null;
      /** Products Ko */
      products_ko?: string | null;
      /** Programme Kind */
      programme_kind?: string | null;
      /** Same As */
      same_as?: components["schemas"]["SameAs"][] | null;
      /** Sector */
      sector?: string | null;
      /** Sources */
      sources: string[];
      /** Sphere */
      sphere?: string | null;
      /** Start */
      start?: string | null;
      /** Website */
      website?: string | null;
    };
    /**
     * SetTie
     * @description A tie of a layer, with the relations that are the evidence for it.
     */
    SetTie: {
      /** Relations */
      relations: string[];
      /** Source */
      source: string;
      /** Target */
      target: string;
      /**
       * Weight
       * Format: double
       */
      weight: number;
    };
    /**
     * SetTotals
     * @description How many nodes there are, how many of them were added, and how many relations and ties.
     */
    SetTotals: {
      /**
       * Added
       * Format: int64
       */
      added: number;
      /**
       * Nodes
       * Format: int64
       */
      nodes: number;
      /**
       * Relations
       * Format: int64
       */
      relations: number;
      /**
       * Ties
       * Format: int64
       */
      ties: number;
    };
    /**
     * Shared
     * @description Nodes to which both organisations are tied: the first ones by id, and how many there are.
     */
    Shared: {
      /** Nodes */
      nodes: components["schemas"]["SharedNode"][];
      /**
       * Total
       * Format: int64
       */
      total: number;
    };
    /**
     * SharedNode
     * @description A node to which both are tied.
     */
    SharedNode: {
      /** Id */
      id: string;
      /** Name En */
      name_en: string;
      /** Name Ko */
      name_ko: string;
    };
    /**
     * SinglePoint
     * @description An organisation without which `lost` others of the sector leave the largest component.
     */
    SinglePoint: {
      /** Id */
      id: string;
      /**
       * Lost
       * Format: int64
       */
      lost: number;
    };
    /**
     * SinglePointsOfSector
     * @description The organisations of a sector `inside` the largest component, and the five whose loss takes most of them out of it.
     */
    SinglePointsOfSector: {
      /**
       * Inside
       * Format: int64
       */
      inside: number;
      /** Points */
      points: components["schemas"]["SinglePoint"][];
    };
    /**
     * Source
     * @description The publication behind a statement.
     */
    Source: {
      /** Id */
      id: string;
      /** Published */
      published: string | null;
      /** Publisher */
      publisher: string;
      /** Title */
      title: string;
      /** Url */
      url: string;
    };
    /** SourceBody */
    SourceBody: {
      /** Id */
      id?: string | null;
      /** Published */
      published?: string | null;
      /** Publisher */
      publisher: string;
      /** Title */
      title: string;
      /** Url */
      url: string;
    };
    /**
     * SourcePage
     * @description Sources.
     */
    SourcePage: {
      /** Graph Version */
      graph_version: string;
      /** Next */
      next: string | null;
      /** Results */
      results: components["schemas"]["ListedSource"][];
      /**
       * Total
       * Format: int64
       */
      total: number;
    };
    /**
     * StabilityShape
     * @description Agreement with other seeds: mean adjusted Rand index with the partition, range of modularity over all seeds.
     */
    StabilityShape: {
      /** Adjusted Rand */
      adjusted_rand: number | null;
      /**
       * Modularity High
       * Format: double
       */
      modularity_high: number;
      /**
       * Modularity Low
       * Format: double
       */
      modularity_low: number;
      /**
       * Seeds
       * Format: int64
       */
      seeds: number;
    };
    /**
     * State
     * @description The state of a job.
     * @enum {string}
     */
    State: "queued" | "running" | "done" | "failed" | "cancelled";
    /**
     * StructureShape
     * @description Figures of a network as a whole; robustness is null without ties, robustness and rich club are null with `quick`.
     */
    StructureShape: {
      /**
       * Components
       * Format: int64
       */
      components: number;
      /** Degree Assortativity */
      degree_assortativity: number | null;
      /** Density */
      density: number | null;
      /** Efficiency Error */
      efficiency_error: number | null;
      /**
       * Efficiency Sources
       * Format: int64
       */
      efficiency_sources: number;
      /** Global Efficiency */
      global_efficiency: number | null;
      /** Graph Version */
      graph_version: string;
      /**
       * Isolates
       * Format: int64
       */
      isolates: number;
      /** Largest Component */
      largest_component: number | null;
      /** Layer */
      layer: string;
      /** Mean Degree */
      mean_degree: number | null;
      /** Modularity */
      modularity: number | null;
      /**
       * Nodes
       * Format: int64
       */
      nodes: number;
      /** Parameters */
      parameters: Record<string, never>;
      rich_club: components["schemas"]["RichClubShape"] | null;
      robustness: components["schemas"]["RobustnessShape"] | null;
      /** Sector Assortativity */
      sector_assortativity: number | null;
      /**
       * Ties
       * Format: int64
       */
      ties: number;
      /** Transitivity */
      transitivity: number | null;
      /**
       * Undated Ties
       * Format: int64
       */
      undated_ties: number;
    };
    /** TechnologyBody */
    TechnologyBody: {
      /**
       * Attributes
       * @description own columns of its origin: texts, numbers and truth values
       */
      attributes?: Record<string, never>;
      /** Detail */
      detail?: string | null;
      /** Detail Ko */
      detail_ko?: string | null;
      /** Field */
      field: string;
      /** Id */
      id?: string | null;
      /** Name En */
      name_en: string;
      /**
       * Name En Is Official
       * @default false
       */
      name_en_is_official?: boolean;
      /** Name Ko */
      name_ko: string;
      /** Sources */
      sources: string[];
    };
    /**
     * TieRelations
     * @description Relations of the ties among members: before, after, and echo in both windows.
     */
    TieRelations: {
      /** After */
      after: string[];
      /** Before */
      before: string[];
      /** Echo */
      echo: string[];
    };
    /**
     * TiesOfSet
     * @description Direct ties among the members, observed and in random networks with the same numbers of ties.
     *
     *     `samples` is null where the network is so large that a model replaces the samples; `z` and `p` (as many or more) are null
     *     where the number of ties follows from the degrees alone.
     */
    TiesOfSet: {
      /**
       * Expected
       * Format: double
       */
      expected: number;
      /**
       * Observed
       * Format: int64
       */
      observed: number;
      /** P */
      p: number | null;
      /** Samples */
      samples: number | null;
      /**
       * Seed
       * Format: int64
       */
      seed: number;
      /** Z */
      z: number | null;
    };
    /**
     * Totals
     * @description Total numbers, regardless of limits: nodes, relations walked, relations among all these nodes; `ties` only with `via`.
     */
    Totals: {
      /**
       * Among
       * Format: int64
       */
      among: number;
      /**
       * Nodes
       * Format: int64
       */
      nodes: number;
      /**
       * Relations
       * Format: int64
       */
      relations: number;
      /** Ties */
      ties?: number | null;
    };
    /**
     * Traits
     * @description Over-represented sectors and technologies, smallest q first.
     */
    Traits: {
      /** Sectors */
      sectors: components["schemas"]["OverRepresented"][];
      /** Technologies */
      technologies: components["schemas"]["OverRepresented"][];
    };
    /**
     * Undated
     * @description Whether a period includes relations without any date.
     * @enum {string}
     */
    Undated: "keep" | "drop";
    /**
     * UnlistedPlace
     * @description A place stated in records that is missing from the table of places.
     */
    UnlistedPlace: {
      /** Members */
      members?: string[] | null;
      /**
       * Organisations
       * Format: int64
       */
      organisations: number;
      /** Stated */
      stated: string;
    };
    /** ValidationError */
    ValidationError: {
      /** Context */
      ctx?: Record<string, never>;
      /** Input */
      input?: unknown;
      /** Location */
      loc: (string | number)[];
      /** Message */
      msg: string;
      /** Error Type */
      type: string;
    };
    /**
     * Verdict
     * @enum {string}
     */
    Verdict: "under-connected" | "over-connected" | "as expected" | "not enough data";
    /**
     * Vocabulary
     * @description The closed sets: a new sector, kind, predicate or format appears in the explorer automatically.
     */
    Vocabulary: {
      /** Alias Kinds */
      alias_kinds: {
        [key: string]: components["schemas"]["Sentence"];
      };
      colours: components["schemas"]["VocabularyColours"];
      /** Deciders */
      deciders: {
        [key: string]: components["schemas"]["Sentence"];
      };
      evidence: components["schemas"]["LayerEvidence"];
      /** Evidence Kinds */
      evidence_kinds: {
        [key: string]: components["schemas"]["Sentence"];
      };
      /** Formats */
      formats: components["schemas"]["FormatShape"][];
      /** Identifier Schemes */
      identifier_schemes: {
        [key: string]: components["schemas"]["Sentence"];
      };
      /** Kinds */
      kinds: {
        [key: string]: components["schemas"]["Sentence"];
      };
      /** Layers */
      layers: {
        [key: string]: components["schemas"]["Sentence"];
      };
      /** Match Comparisons */
      match_comparisons: {
        [key: string]: components["schemas"]["Sentence"];
      };
      /** Match Levels */
      match_levels: {
        [key: string]: components["schemas"]["Sentence"];
      };
      /** Match Rules */
      match_rules: {
        [key: string]: components["schemas"]["Sentence"];
      };
      /** Organisation Kinds */
      organisation_kinds: {
        [key: string]: components["schemas"]["Sentence"];
      };
      /** Predicates */
      predicates: {
        [key: string]: components["schemas"]["PredicateTerm"];
      };
      /** Programme Kinds */
      programme_kinds: {
        [key: string]: components["schemas"]["Sentence"];
      };
      /** Sectors */
      sectors: components["schemas"]["SectorTerm"][];
    };
    /**
     * VocabularyColours
     * @description Colours of nodes without a sector.
     */
    VocabularyColours: {
      /** No Sector */
      no_sector: string;
      /** Programme */
      programme: string;
    };
    /**
     * Weight
     * @description The cost that a path minimises.
     * @enum {string}
     */
    Weight: "hops" | "rarity";
    /**
     * WhatIsKnown
     * @description What is known of a table; what is left out is detected.
     */
    WhatIsKnown: {
      /**
       * Encoding
       * @description encoding of a text
       */
      encoding?: components["schemas"]["WhatIsKnownEncoding"] | null;
      /**
       * Header
       * @description line where the header begins, 0 if there is none
       */
      header?: number | null;
      /**
       * Table
       * @description label of a table, or name of a sheet; all if it is left out
       */
      table?: string | null;
    };
    /**
     * WhatIsKnownEncoding
     * @enum {string}
     */
    WhatIsKnownEncoding: "utf-8" | "cp949" | "utf-16-le" | "utf-16-be" | "cp1252" | "shift_jis" | "gb18030";
    /**
     * WorkspaceShape
     * @description A workspace: files that are looked at without being loaded.
     *
     *     `api` and `page` are the addresses of its own API and explorer; `mapping` is how a table was read, to be edited and sent again, and
     *     `proposal` how it was recognised: its tables with their first rows, their columns and what may become of each;
     *     `report` is that of a load into an empty store; `problem` says why the files could not be read, if they were kept with `keep`.
     */
    WorkspaceShape: {
      /** Api */
      api: string;
      /** Expires */
      expires: string;
      /** Files */
      files: string[];
      /** Id */
      id: string;
      /** Mapping */
      mapping: string | null;
      /** Options */
      options: {
        [key: string]: string;
      };
      /** Origin */
      origin: string;
      /** Page */
      page: string;
      /** Problem */
      problem: Record<string, never> | null;
      /** Proposal */
      proposal: Record<string, never> | null;
      /** Report */
      report: Record<string, never>;
    };
    /**
     * YearFigures
     * @description The figures on the last day of a year.
     */
    YearFigures: {
      /**
       * Components
       * Format: int64
       */
      components: number;
      /** Degree Assortativity */
      degree_assortativity: number | null;
      /** Density */
      density: number | null;
      /** Efficiency Error */
      efficiency_error: number | null;
      /**
       * Efficiency Sources
       * Format: int64
       */
      efficiency_sources: number;
      /** Global Efficiency */
      global_efficiency: number | null;
      /**
       * Isolates
       * Format: int64
       */
      isolates: number;
      /** Largest Component */
      largest_component: number | null;
      /** Mean Degree */
      mean_degree: number | null;
      /** Modularity */
      modularity: number | null;
      /**
       * Nodes
       * Format: int64
       */
      nodes: number;
      /** Sector Assortativity */
      sector_assortativity: number | null;
      /**
       * Ties
       * Format: int64
       */
      ties: number;
      /** Transitivity */
      transitivity: number | null;
      /**
       * Undated Ties
       * Format: int64
       */
      undated_ties: number;
      /**
       * Year
       * Format: int64
       */
      year: number;
    };
    /**
     * YearRangeShape
     * @description The years with data; `from` and `until` are null if no start is known.
     */
    YearRangeShape: {
      /** From */
      from: number | null;
      /** Graph Version */
      graph_version: string;
      /** Layer */
      layer: string;
      outside: components["schemas"]["BeyondShape"];
      /** Parameters */
      parameters: {
        [key: string]: string;
      };
      /**
       * Ties
       * Format: int64
       */
      ties: number;
      /**
       * Undated Ties
       * Format: int64
       */
      undated_ties: number;
      /** Until */
      until: number | null;
      /** Years */
      years: components["schemas"]["YearTies"][];
    };
    /**
     * YearTies
     * @description Number of ties on the last day of a year.
     */
    YearTies: {
      /**
       * Ties
       * Format: int64
       */
      ties: number;
      /**
       * Year
       * Format: int64
       */
      year: number;
    };
    /**
     * YearsShape
     * @description Figures of a network, one row per year.
     */
    YearsShape: {
      /** Graph Version */
      graph_version: string;
      /** Layer */
      layer: string;
      outside: components["schemas"]["BeyondShape"];
      /** Parameters */
      parameters: Record<string, never>;
      /** Years */
      years: components["schemas"]["YearFigures"][];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
