package vj.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vj.bus.control.WorkerName;
import vj.bus.status.Probe.Answering;
import vj.bus.status.WorkerStatus;

/// Whether sound comes in, and from where it could.
record SoundChecks(Shell shell, Examined examined) {

  private static final String SOUND = "sound";
  private static final String DEVICES = "audio devices";

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    examined.worker(WorkerName.AUDIO).flatMap(SoundChecks::sound).ifPresent(findings::add);
    findings.add(devices());
    return findings;
  }

  /// In the audio worker's own words; empty while it does not run.
  private static Optional<Finding> sound(WorkerStatus audio) {
    if (!(audio.probe() instanceof Answering)) {
      return Optional.empty();
    }
    return Optional.of(
        audio
            .lastError()
            .map(why -> Finding.fail(SOUND, why, cure(why)))
            .orElseGet(() -> Finding.ok(SOUND, audio.doing().orElse("comes in"))));
  }

  private static String cure(String why) {
    if (why.contains("no signal")) {
      return "unmute it (pavucontrol), or take the output you hear: vj devices, then"
          + " vj config set audio source=device:NAME.monitor";
    }
    if (why.contains("device")) {
      return "plug it in, or take another: vj devices, then vj config set audio source=device:NAME";
    }
    return "vj logs audio; to go on without it: vj config set audio source=demo";
  }

  private Finding devices() {
    String source = examined.text(WorkerName.AUDIO, "source").orElse("device");
    try {
      Map<String, ?> answer = DevicesVerb.ask(new Workers(shell));
      int count = answer.get("devices") instanceof List<?> devices ? devices.size() : 0;
      if (count > 0) {
        return Finding.ok(DEVICES, "%d, see: vj devices".formatted(count));
      }
      return source.startsWith("device")
          ? none("none found")
          : Finding.info(DEVICES, "none found, and none is needed: the source is " + source);
    } catch (Failure failure) {
      return none(failure.text());
    }
  }

  private static Finding none(String why) {
    return Finding.warn(
        DEVICES,
        why,
        "start the sound server: systemctl --user start pipewire-pulse; without a sound card:"
            + " vj config set audio source=demo");
  }
}
