package vj.bench.accuracy.corpus;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import vj.bench.accuracy.corpus.MidiEvent.Channel;
import vj.bench.accuracy.corpus.MidiEvent.Meter;
import vj.bench.accuracy.corpus.MidiEvent.Tempo;

/// The bytes of a MIDI file of one track, without running status.
final class MidiWriter {

  private MidiWriter() {}

  static byte[] bytes(MidiFile file) throws IOException {
    byte[] track = track(file);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(track.length + 32);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("MThd");
    out.writeInt(6);
    out.writeShort(0);
    out.writeShort(1);
    out.writeShort(file.ticksPerQuarter());
    out.writeBytes("MTrk");
    out.writeInt(track.length);
    out.write(track);
    return bytes.toByteArray();
  }

  private static byte[] track(MidiFile file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8 * file.events().size());
    DataOutputStream out = new DataOutputStream(bytes);
    long now = 0;
    for (MidiEvent event : file.events()) {
      variable(out, event.tick() - now);
      now = event.tick();
      event(out, event);
    }
    variable(out, Math.max(0, file.end() - now));
    out.writeByte(0xFF);
    out.writeByte(0x2F);
    out.writeByte(0);
    return bytes.toByteArray();
  }

  private static void event(DataOutputStream out, MidiEvent event) throws IOException {
    switch (event) {
      case Channel c -> {
        out.writeByte(c.command() | c.channel());
        out.writeByte(c.first());
        if (Channel.hasTwoDataBytes(c.command())) {
          out.writeByte(c.second());
        }
      }
      case Tempo t -> {
        out.writeInt(0xFF510300 | t.microsPerQuarter() >> 16);
        out.writeShort(t.microsPerQuarter());
      }
      case Meter m -> {
        out.writeInt(0xFF580400 | m.beats());
        out.writeByte(Integer.numberOfTrailingZeros(m.unit()));
        out.writeShort(24 << 8 | 8);
      }
    }
  }

  private static void variable(DataOutputStream out, long value) throws IOException {
    for (int shift = 21; shift > 0; shift -= 7) {
      if (value >> shift != 0) {
        out.writeByte((int) ((value >> shift & 0x7F) | 0x80));
      }
    }
    out.writeByte((int) (value & 0x7F));
  }
}
