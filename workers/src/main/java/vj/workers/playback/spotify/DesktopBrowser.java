package vj.workers.playback.spotify;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vj.bus.status.Program;

/// The browser of the desktop that this process was started from, if it was.
///
/// @param environment where programs and the desktop are found
record DesktopBrowser(Map<String, String> environment) implements SpotifyLogin.Browser {

  /// What it prints is for nobody.
  private static final Path NOWHERE = Path.of("/dev/null");

  @Override
  public boolean open(URI uri) {
    Optional<Program> opener =
        onScreen() ? Program.find("xdg-open", environment) : Optional.empty();
    try {
      Program program = opener.or(this::macOpener).orElseThrow(() -> new IOException("no desktop"));
      program.start(List.of(uri.toString()), NOWHERE);
      return true;
    } catch (IOException _) {
      return false; // the page's address is printed in any case
    }
  }

  /// Without a screen xdg-open would start a browser for terminals, behind our back.
  private boolean onScreen() {
    return !environment.getOrDefault("DISPLAY", "").isEmpty()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
  }

  private Optional<Program> macOpener() {
    return System.getProperty("os.name", "").startsWith("Mac")
        ? Program.find("open", environment)
        : Optional.empty();
  }
}
