package vj.workers.audio.source;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens whatever a [SourceSpec] names, and lists the devices there are. Stateless; what it opens
/// belongs to the caller.
public final class SourceOpener {

  private static final Logger LOG = LoggerFactory.getLogger(SourceOpener.class);

  private static final String CURE =
      "start PulseAudio or PipeWire, and install pulseaudio-utils for its pactl and parec;"
          + " source=demo needs no device";

  private final MonotonicClock clock;
  private final SoundServer server;
  private final JavaSound javaSound;

  /// @param environment says where the sound server is
  public SourceOpener(Map<String, String> environment, MonotonicClock clock) {
    this.clock = clock;
    this.server = new SoundServer(new Programs(environment));
    this.javaSound = new JavaSound();
  }

  /// @throws IOException naming what cannot be opened, why, and the cure
  public AudioSource open(SourceSpec spec) throws IOException, InterruptedException {
    return switch (spec) {
      case SourceSpec.Device(String name) -> device(name);
      case SourceSpec.File(var path, boolean loop) -> paced(() -> AudioFile.open(path), loop);
      case SourceSpec.Pipe pipe -> PipeSource.open(pipe, clock);
      case SourceSpec.Demo() -> paced(DemoTrack::new, false);
    };
  }

  /// The devices of the sound server if one answers, else Java's. May be empty.
  public List<Device> devices() throws IOException, InterruptedException {
    Optional<List<Device>> served = server.devices();
    return served.isPresent() ? served.get() : javaSound.devices();
  }

  private AudioSource paced(SampleDecoder.Opening opening, boolean loop) throws IOException {
    return new PacedSource(opening.open(), opening, loop, clock);
  }

  private AudioSource device(String wanted) throws IOException, InterruptedException {
    Optional<List<Device>> served = server.devices();
    List<Device> devices = served.isPresent() ? served.get() : javaSound.devices();
    if (devices.isEmpty()) {
      throw new IOException("there is no device to capture sound from: " + CURE);
    }
    Device device =
        Device.find(devices, wanted)
            .orElseThrow(() ->
                new IOException(
                    "no device is called \"%s\"; there are: %s".formatted(wanted, names(devices))));
    warnIfAmbiguous(devices, wanted, device);
    return served.isPresent()
        ? server.capture(device, !wanted.isEmpty())
        : javaSound.capture(device);
  }

  private static void warnIfAmbiguous(List<Device> devices, String wanted, Device chosen) {
    List<Device> others =
        devices.stream()
            .filter(device -> !device.equals(chosen))
            .filter(device -> device.mentions(wanted.toLowerCase(Locale.ROOT)))
            .toList();
    if (!wanted.isEmpty() && !chosen.isCalled(wanted) && !others.isEmpty()) {
      LOG.warn("device:{} could also be {}; taking {}", wanted, names(others), chosen.name());
    }
  }

  private static String names(List<Device> devices) {
    return String.join(", ", devices.stream().map(Device::name).toList());
  }
}
