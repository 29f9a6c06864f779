package vj.workers.lyrics.analysis;

/// How a server is told to hold its model to JSON, strictest first. Not every server knows each.
enum AnswerForm {
  /// To our schema.
  SCHEMA,
  /// To JSON of any kind.
  JSON,
  /// By nothing but our asking for it.
  PLAIN
}
