package vj.bus.worker;

import java.util.List;

/// Everything that is wrong with a configuration, at once.
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public SettingsException(List<Problem> problems) {
    super(String.join("; ", problems.stream().map(Problem::text).toList()));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }

  /// @param origin where the value came from: a file, a variable, `--set`, `set_config`
  /// @param key the key at fault; empty where the whole file is
  /// @param what the value found and what is taken instead
  public record Problem(String origin, String key, String what) {
    public String text() {
      return key.isEmpty() ? origin + ": " + what : origin + ": " + key + " " + what;
    }
  }
}
