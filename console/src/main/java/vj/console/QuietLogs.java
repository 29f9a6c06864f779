package vj.console;

/// The configuration of `java.util.logging`, which makes one of these by name: no handlers. What
/// people should know, the verbs print; a log line would tear the panel of `vj up`.
public final class QuietLogs {}
