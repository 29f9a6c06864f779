package vj.console;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import vj.bus.status.Program;

/// The installed bundle: `bin lib runtime share` in one directory.
record Image(Path home) {

  /// The directory that the launcher names, or else the one that holds `lib/` with our jar.
  static Image locate() {
    String named = System.getProperty("vj.home", "");
    return new Image(named.isEmpty() ? besideOurJar() : Path.of(named));
  }

  private static Path besideOurJar() {
    CodeSource source = Image.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Path.of("").toAbsolutePath();
    }
    Path jar = Path.of(URI.create(source.getLocation().toString())).toAbsolutePath();
    Path lib = jar.getParent();
    Path home = lib == null ? null : lib.getParent();
    return home == null ? jar : home;
  }

  /// The launcher of the workers.
  Program worker(Map<String, String> environment) throws Failure {
    Path launcher = home.resolve("bin/vj-worker");
    if (!Files.isExecutable(launcher)) {
      throw Failure.failed(
          "there is no program %s; run vj from the installed image (install/install.sh)"
              .formatted(launcher));
    }
    return new Program(launcher, environment);
  }

  /// The units as they are installed, but for the image's own path.
  Path units() {
    return home.resolve("share/units/systemd");
  }
}
