package vj.workers.audio;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Json;
import vj.bus.worker.ExitCode;
import vj.workers.audio.source.Device;
import vj.workers.audio.source.SourceOpener;

/// What `list_devices` answers and `--list-devices` prints.
final class AudioDevices implements AudioDesk.Devices {

  private final SourceOpener opener;

  AudioDevices(SourceOpener opener) {
    this.opener = opener;
  }

  @Override
  public Answer list() {
    try {
      List<Map<String, Object>> devices =
          opener.devices().stream().map(AudioDevices::entry).toList();
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("devices", devices);
      return Answer.of(data);
    } catch (IOException e) {
      return Answer.refused("devices cannot be listed: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.refused("stopped while devices were listed");
    }
  }

  /// The tool `vj-worker audio --list-devices [--json]`.
  ExitCode print(List<String> arguments, PrintStream out, PrintStream err) {
    boolean json = arguments.equals(List.of("--json"));
    if (!arguments.isEmpty() && !json) {
      err.println("--list-devices takes --json or nothing, not " + String.join(" ", arguments));
      return ExitCode.USAGE;
    }
    Answer answer = list();
    Map<String, @Nullable Object> data = answer.data();
    if (data == null) {
      err.println(answer.message());
      return ExitCode.INTERNAL;
    }
    if (json) {
      out.println(new String(Json.bytes(data), StandardCharsets.UTF_8));
    } else {
      print(data.get("devices"), out);
    }
    return ExitCode.OK;
  }

  private static void print(@Nullable Object devices, PrintStream out) {
    if (!(devices instanceof List<?> list) || list.isEmpty()) {
      out.println("no audio device");
      return;
    }
    for (Object device : list) {
      if (device instanceof Map<?, ?> entry) {
        out.println(
            "%s %s  (%s, %s channels, %s Hz)"
                .formatted(
                    Boolean.TRUE.equals(entry.get("default")) ? "*" : " ",
                    entry.get("name"),
                    entry.get("description"),
                    entry.get("channels"),
                    entry.get("sample_rate")));
      }
    }
  }

  private static Map<String, Object> entry(Device device) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", device.id());
    entry.put("name", device.name());
    entry.put("description", device.description());
    entry.put("channels", (long) device.channels());
    entry.put("sample_rate", (long) device.sampleRate());
    entry.put("default", device.isDefault());
    return entry;
  }
}
