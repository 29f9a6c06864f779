package vj.bus.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What this process costs, as the operating system counts it.
final class ProcessVitals {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path SMAPS = Path.of("/proc/self/smaps_rollup");

  private ProcessVitals() {}

  /// Resident memory in bytes; `null` where there is no /proc to ask.
  static @Nullable Long residentBytes() {
    return bytes(STATUS, "VmRSS:");
  }

  /// Resident memory in bytes, of what processes share only this one's part; `null` where there is
  /// no /proc to ask. Only the process itself may ask: the units give each a user namespace.
  static @Nullable Long proportionalBytes() {
    return bytes(SMAPS, "Pss:");
  }

  private static @Nullable Long bytes(Path file, String key) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(key)) {
          String kibibytes = line.substring(key.length()).replace("kB", "").strip();
          return Long.parseLong(kibibytes) * 1024;
        }
      }
      return null;
    } catch (IOException | NumberFormatException _) {
      return null;
    }
  }

  /// User and system time of all threads since the process started, in seconds.
  static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }
}
