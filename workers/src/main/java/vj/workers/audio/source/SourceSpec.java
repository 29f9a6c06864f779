package vj.workers.audio.source;

import java.nio.file.Path;
import java.util.Objects;
import vj.bus.worker.Setting.Refusal;

/// What the setting `source` says, as a value: `device`, `device:NAME`, `file:PATH[?loop]`,
/// `pipe:PATH[?rate=&channels=]`, `demo`.
///
/// Paths are absolute or begin with `~/`. Relative ones are refused: the worker runs where the init
/// system starts it, not where the person typed.
public sealed interface SourceSpec {

  /// What is taken, for people.
  String TAKES = "device, device:NAME, file:PATH[?loop], pipe:PATH[?rate=&channels=], demo";

  /// The text that parses to this again.
  String text();

  /// @throws Refusal naming what is taken and what was found instead
  static SourceSpec parse(String text) throws Refusal {
    return parse(text, Path.of(System.getProperty("user.home", "/")));
  }

  static SourceSpec parse(String text, Path home) throws Refusal {
    String trimmed = text.strip();
    int colon = trimmed.indexOf(':');
    String kind = colon < 0 ? trimmed : trimmed.substring(0, colon + 1);
    String rest = trimmed.substring(kind.length());
    return switch (kind) {
      case "device" -> new Device("");
      case "device:" -> new Device(rest.strip());
      case "file:" -> SourceText.file(rest, home);
      case "pipe:" -> SourceText.pipe(rest, home);
      case "demo" -> new Demo();
      default ->
          throw new Refusal("one of %s, not \"%s\"".formatted(TAKES, SourceText.brief(text)));
    };
  }

  /// @param name a device's id or name, or a part of its name or description; empty = the system's
  ///   default
  record Device(String name) implements SourceSpec {
    public Device {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public String text() {
      return name.isEmpty() ? "device" : "device:" + name;
    }
  }

  /// @param path absolute
  /// @param loop played again and again
  record File(Path path, boolean loop) implements SourceSpec {
    public File {
      Objects.requireNonNull(path, "path");
    }

    @Override
    public String text() {
      return "file:" + path + (loop ? SourceText.LOOP : "");
    }
  }

  /// Raw signed 16-bit little-endian samples, from a FIFO or anything else that can be read.
  ///
  /// @param path absolute
  /// @param sampleRate Hz
  record Pipe(Path path, int sampleRate, int channels) implements SourceSpec {
    static final int DEFAULT_RATE = 44100;
    static final int DEFAULT_CHANNELS = 2;

    public Pipe {
      Objects.requireNonNull(path, "path");
    }

    @Override
    public String text() {
      return "pipe:%s?rate=%d&channels=%d".formatted(path, sampleRate, channels);
    }
  }

  /// The club track that [DemoTrack] plays.
  record Demo() implements SourceSpec {
    @Override
    public String text() {
      return "demo";
    }
  }
}
