package vj.workers.audio;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.workers.audio.source.Device;
import vj.workers.audio.source.SourceOpener;

/// What `list_devices` answers.
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
