package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vj.bench.accuracy.corpus.MidiEvent.Channel;
import vj.bench.accuracy.corpus.MidiEvent.Meter;
import vj.bench.accuracy.corpus.MidiEvent.Tempo;

/// Reads one standard MIDI file of format 0 or 1. Not `javax.sound.midi`: that reserves as much
/// memory as a broken file asks for, and does not say where it broke.
final class MidiReader {

  /// The largest file of any package has 200 kB.
  private static final int MAX_BYTES = 4 << 20;

  /// 14 hours at 120 BPM; the beats of a file that claims more would fill the memory.
  private static final int MAX_QUARTERS = 100_000;

  private static final int HEADER = 0x4D546864;
  private static final int TRACK = 0x4D54726B;
  private static final int META = 0xFF;
  private static final int META_END = 0x2F;
  private static final int META_TEMPO = 0x51;
  private static final int META_METER = 0x58;

  /// 2^30 is far beyond any note value; a shift by more would wrap around.
  private static final int MAX_METER_EXPONENT = 7;

  private final byte[] bytes;
  private final List<MidiEvent> events = new ArrayList<>();
  private int at;

  /// Where the chunk being read ends.
  private int limit;

  private long end;

  MidiReader(byte[] bytes) {
    this.bytes = bytes;
  }

  MidiFile read() throws IOException {
    if (bytes.length > MAX_BYTES) {
      throw new IOException("MIDI file of %d bytes, limit %d".formatted(bytes.length, MAX_BYTES));
    }
    limit = bytes.length;
    if (bytes.length < 14 || number(4) != HEADER) {
      throw new IOException("not a MIDI file: it does not begin with MThd");
    }
    int headerEnd = chunkEnd();
    int format = number(2);
    int tracks = number(2);
    int division = number(2);
    if (format > 1) {
      throw broken("format %d; 0 and 1 are taken".formatted(format));
    }
    if (division == 0 || division >= 0x8000) {
      throw broken("division %#x; only ticks per quarter are taken".formatted(division));
    }
    at = headerEnd;
    tracks(tracks);
    if (end / division > MAX_QUARTERS) {
      throw new IOException(
          "MIDI file of %d quarter notes, limit %d".formatted(end / division, MAX_QUARTERS));
    }
    return new MidiFile(division, events, end);
  }

  private void tracks(int tracks) throws IOException {
    int read = 0;
    while (read < tracks) {
      limit = bytes.length;
      boolean track = number(4) == TRACK;
      int chunkEnd = chunkEnd();
      if (track) {
        limit = chunkEnd;
        track();
        read++;
      }
      at = chunkEnd;
    }
  }

  /// Reads a chunk's length.
  private int chunkEnd() throws IOException {
    long length = number(4) & 0xFFFFFFFFL;
    if (length > bytes.length - at) {
      throw broken("a chunk of %d bytes, %d are left".formatted(length, bytes.length - at));
    }
    return at + (int) length;
  }

  private void track() throws IOException {
    long tick = 0;
    int running = 0;
    while (at < limit) {
      tick += variable();
      end = Math.max(end, tick);
      int status = next();
      if (status < 0x80) {
        if (running == 0) {
          throw broken("data byte %#x without a status".formatted(status));
        }
        at--;
        status = running;
      }
      if (status == META) {
        if (meta(tick)) {
          return;
        }
      } else if (status >= 0xF0) {
        skip(variable());
      } else {
        running = status;
        channel(tick, status);
      }
    }
  }

  private void channel(long tick, int status) throws IOException {
    int command = status & 0xF0;
    int first = data();
    int second = Channel.hasTwoDataBytes(command) ? data() : 0;
    events.add(new Channel(tick, command, status & 0x0F, first, second));
  }

  /// @return whether the track ends here
  private boolean meta(long tick) throws IOException {
    int type = next();
    int length = variable();
    int from = at;
    skip(length);
    int after = at;
    at = from;
    if (type == META_TEMPO && length == 3) {
      int micros = number(3);
      if (micros == 0) {
        throw broken("a tempo of 0 microseconds per quarter");
      }
      events.add(new Tempo(tick, micros));
    } else if (type == META_METER && length >= 2) {
      int beats = next();
      int exponent = next();
      if (beats == 0 || exponent > MAX_METER_EXPONENT) {
        throw broken("a meter of %d/2^%d".formatted(beats, exponent));
      }
      events.add(new Meter(tick, beats, 1 << exponent));
    }
    at = after;
    return type == META_END;
  }

  /// Seven bits a byte, four bytes at most.
  private int variable() throws IOException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int b = next();
      value = (value << 7) | (b & 0x7F);
      if (b < 0x80) {
        return value;
      }
    }
    throw broken("a number of more than 4 bytes");
  }

  private int number(int length) throws IOException {
    int value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << 8) | next();
    }
    return value;
  }

  private int data() throws IOException {
    int b = next();
    if (b >= 0x80) {
      throw broken("status byte %#x where data belongs".formatted(b));
    }
    return b;
  }

  private int next() throws IOException {
    if (at >= limit) {
      throw broken("it ends too early");
    }
    return bytes[at++] & 0xFF;
  }

  private void skip(int length) throws IOException {
    if (length > limit - at) {
      throw broken("an event of %d bytes, %d are left".formatted(length, limit - at));
    }
    at += length;
  }

  private IOException broken(String what) {
    return new IOException("broken MIDI file at byte %d: %s".formatted(at, what));
  }
}
