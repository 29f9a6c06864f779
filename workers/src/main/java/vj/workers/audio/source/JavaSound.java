package vj.workers.audio.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import vj.workers.audio.source.AudioSource.Format;

/// The JDK's own way to sound cards: macOS, and Linux without a sound server.
record JavaSound() {

  private static final int[] RATES = {44_100, 48_000};
  private static final int[] CHANNELS = {2, 1};

  /// How much the line holds for us; a quarter of it is what we wait for at a time.
  private static final int BUFFER_MILLIS = 20;

  /// The mixers that capture in a format that we can ask for. The first is the system's default.
  List<Device> devices() {
    List<Device> devices = new ArrayList<>();
    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
      format(info)
          .ifPresent(format ->
              devices.add(
                  new Device(
                      "java:" + info.getName(),
                      info.getName(),
                      info.getDescription(),
                      format.getChannels(),
                      Math.round(format.getSampleRate()),
                      devices.isEmpty())));
    }
    return devices;
  }

  AudioSource capture(Device device) throws IOException {
    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
      Optional<AudioFormat> format = format(info);
      if (format.isPresent() && info.getName().equals(device.name())) {
        Capture capture =
            new Capture(
                Format.of(device.name(), device.sampleRate(), device.channels()),
                new LineInput(open(info, format.get())));
        capture.start();
        return capture;
      }
    }
    throw new IOException("%s has gone".formatted(device.name()));
  }

  private static TargetDataLine open(Mixer.Info info, AudioFormat format) throws IOException {
    try {
      TargetDataLine line = AudioSystem.getTargetDataLine(format, info);
      int frames = Math.round(format.getSampleRate()) * BUFFER_MILLIS / 1000;
      line.open(format, frames * format.getFrameSize());
      line.start();
      return line;
    } catch (LineUnavailableException e) {
      throw new IOException(
          "%s cannot be opened, perhaps another program holds it: %s"
              .formatted(info.getName(), e.getMessage()),
          e);
    } catch (IllegalArgumentException | SecurityException e) {
      throw new IOException("%s cannot be opened: %s".formatted(info.getName(), e.getMessage()), e);
    }
  }

  private static Optional<AudioFormat> format(Mixer.Info info) {
    Mixer mixer = AudioSystem.getMixer(info);
    for (int rate : RATES) {
      for (int channels : CHANNELS) {
        AudioFormat format = new AudioFormat(rate, Short.SIZE, channels, true, false);
        if (mixer.isLineSupported(new DataLine.Info(TargetDataLine.class, format))) {
          return Optional.of(format);
        }
      }
    }
    return Optional.empty();
  }

  /// Samples from an open line.
  private record LineInput(TargetDataLine line) implements CaptureInput {

    @Override
    public int read(float[] interleaved, int frames) {
      AudioFormat format = line.getFormat();
      int piece = Math.min(frames * format.getFrameSize(), line.getBufferSize() / 4);
      byte[] bytes = new byte[piece - piece % format.getFrameSize()];
      int read = line.read(bytes, 0, bytes.length); // less than asked for only when it was closed
      PcmSamples.S16LE.read(bytes, read / Short.BYTES, interleaved);
      return read <= 0 ? -1 : read / format.getFrameSize();
    }

    @Override
    public String reason() {
      return "has gone";
    }

    @Override
    public void close() {
      line.close();
    }
  }
}
