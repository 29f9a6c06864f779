package vj.bus.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Shell scripts that stand for programs of the system: a directory for `PATH`, in which each
/// records how it was called and replays what it was told to.
public final class FakePrograms {

  private final Path directory;

  public FakePrograms(Path directory) {
    this.directory = directory;
  }

  /// `body` is sh; every call is first appended to `NAME.calls` as one line.
  public FakePrograms program(String name, String body) throws IOException {
    Path script = directory.resolve(name);
    Files.writeString(
        script,
        """
        #!/bin/sh
        echo "$*" >>'%s'
        %s
        """
            .formatted(calls(name), body));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return this;
  }

  /// The command lines of all calls so far.
  public List<String> called(String name) throws IOException {
    return Files.exists(calls(name)) ? Files.readAllLines(calls(name)) : List.of();
  }

  private Path calls(String name) {
    return directory.resolve(name + ".calls");
  }

  /// An environment in which only the fakes are found.
  public Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PATH", directory.toString());
    return environment;
  }

  /// What `systemctl --user show` printed on systemd 257 for a unit in this state.
  public static String shown(String unit, String state, String subState, String more) {
    return """
    /bin/cat <<'END'
    MainPID=4711
    NRestarts=2
    ExecMainStatus=1
    Id=%s.service
    LoadState=loaded
    ActiveState=%s
    SubState=%s
    UnitFileState=enabled
    FragmentPath=/home/vj/.config/systemd/user/%s.service
    NeedDaemonReload=no
    ActiveEnterTimestampMonotonic=1000000
    %s
    END
    """
        .formatted(unit, state, subState, unit, more);
  }
}
