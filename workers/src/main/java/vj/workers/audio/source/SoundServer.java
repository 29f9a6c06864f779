package vj.workers.audio.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vj.bus.control.Json;
import vj.workers.audio.source.AudioSource.Format;

/// PulseAudio, or PipeWire in its place: lists its sources with `pactl` and captures with `parec`.
///
/// Java Sound sees one mixer, `default`, whatever the server has; these two see everything, the
/// monitors of outputs among it, and stay out of our process.
record SoundServer(Programs programs) {

  /// A server that answers does so in 20 ms.
  private static final Duration ANSWER = Duration.ofSeconds(3);

  /// `s16le 2ch 48000Hz`
  private static final Pattern SPECIFICATION = Pattern.compile("\\S+ (\\d{1,3})ch (\\d{1,7})Hz");

  private static final int USUAL_RATE = 48_000;

  /// @return empty if no server answers, or its programs are not installed
  Optional<List<Device>> devices() throws IOException, InterruptedException {
    Optional<Path> pactl = programs.find("pactl");
    if (pactl.isEmpty() || programs.find("parec").isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> sources =
        programs.output(pactl.get(), List.of("-f", "json", "list", "sources"), ANSWER);
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    String preferred =
        programs
            .output(pactl.get(), List.of("get-default-source"), ANSWER)
            .map(text -> new String(text, StandardCharsets.UTF_8).strip())
            .orElse("");
    return Optional.of(parse(new String(sources.get(), StandardCharsets.UTF_8), preferred));
  }

  /// @param json pactl's array of sources; what is not a source within it is left out
  static List<Device> parse(String json, String preferred) throws IOException {
    List<Device> devices = new ArrayList<>();
    Object sources = Json.object("{\"sources\":" + json + "}", "pactl list sources").get("sources");
    for (Object entry : sources instanceof List<?> list ? list : List.of()) {
      if (entry instanceof Map<?, ?> source && source.get("name") instanceof String name) {
        devices.add(device(source, name, name.equals(preferred)));
      }
    }
    return devices;
  }

  private static Device device(Map<?, ?> source, String name, boolean isDefault) {
    Matcher specification =
        SPECIFICATION.matcher(String.valueOf(source.get("sample_specification")));
    boolean told = specification.matches();
    int channels = told ? Integer.parseInt(specification.group(1)) : 2;
    int sampleRate = told ? Integer.parseInt(specification.group(2)) : USUAL_RATE;
    return new Device(
        String.valueOf(source.get("index")),
        name,
        source.get("description") instanceof String text ? text : name,
        Math.clamp(channels, 1, Format.MOST_CHANNELS), // the server mixes down and resamples
        Format.taken(sampleRate, 1) ? sampleRate : USUAL_RATE,
        isDefault);
  }

  /// @param pinned whether the person asked for this very device; otherwise the recording follows
  ///   the server's default, and wherever somebody moves it with a mixer
  AudioSource capture(Device device, boolean pinned) throws IOException {
    Path parec =
        programs
            .find("parec")
            .orElseThrow(() -> new IOException("parec is not installed: install pulseaudio-utils"));
    ParecInput input = ParecInput.start(programs, parec, device, pinned);
    Capture capture =
        new Capture(Format.of(device.description(), device.sampleRate(), device.channels()), input);
    capture.start();
    return capture;
  }
}
