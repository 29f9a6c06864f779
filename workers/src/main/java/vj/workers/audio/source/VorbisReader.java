package vj.workers.audio.source;

import com.jcraft.jogg.Packet;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Ogg Vorbis, decoded by jorbis.
final class VorbisReader implements BlockReader {

  /// "vorbis", no vendor, no comments, the closing bit. jorbis wants a comment header; the file's
  /// own may hold pictures larger than the worker's heap.
  private static final byte[] NO_COMMENTS =
      "\u0003vorbis\0\0\0\0\0\0\0\0\u0001".getBytes(StandardCharsets.ISO_8859_1);

  /// jorbis gives all that a packet completes at once, at most one long block.
  private static final int LONGEST_BLOCK = 8192;

  private final InputStream in;
  private final OggPackets packets;
  private final Info info;
  private final DspState state = new DspState();
  private final Block work = new Block(state);
  private final Packet packet = new Packet();
  private final float[][][] pcm = new float[1][][];
  private final int[] starts;
  private final float[] block;
  private boolean prepared;
  private long decoded;
  private long start = -1;

  private VorbisReader(InputStream in, OggPackets packets, Info info) {
    this.in = in;
    this.packets = packets;
    this.info = info;
    this.starts = new int[info.channels];
    this.block = new float[LONGEST_BLOCK * info.channels];
  }

  static VorbisReader open(Path path, InputStream in) throws IOException {
    OggPackets packets = new OggPackets(in);
    Info info = new Info();
    info.init();
    Comment comment = new Comment();
    comment.init();
    for (int header = 0; header < 3; header++) {
      Packet packet = new Packet();
      if (!packets.next()) {
        throw new IOException("%s ends within its header".formatted(path));
      }
      boolean comments = header == 1;
      packet.packet_base = comments ? NO_COMMENTS : packets.packet();
      packet.bytes = comments ? NO_COMMENTS.length : packets.length();
      packet.b_o_s = header == 0 ? 1 : 0;
      packet.packetno = header;
      if (header == 2) {
        refuseExcess(path, info, packet);
      }
      if (info.synthesis_headerin(comment, packet) < 0) {
        throw new IOException("%s has a damaged header".formatted(path));
      }
    }
    return new VorbisReader(in, packets, info);
  }

  private static void refuseExcess(Path path, Info info, Packet setup) throws IOException {
    if (info.channels > AudioSource.Format.MOST_CHANNELS) {
      throw new IOException(
          "%s has %d channels; 1..%d are taken"
              .formatted(path, info.channels, AudioSource.Format.MOST_CHANNELS));
    }
    try {
      long _ = VorbisSetup.bytes(setup.packet_base, setup.bytes, info.channels);
    } catch (IOException e) {
      throw new IOException("%s %s".formatted(path, e.getMessage()), e);
    }
  }

  @Override
  public int sampleRate() {
    return info.rate;
  }

  @Override
  public int channels() {
    return info.channels;
  }

  @Override
  public int next() throws IOException {
    if (!prepared) {
      prepared = true;
      state.synthesis_init(info);
      work.init(state);
    }
    int frames = state.synthesis_pcmout(pcm, starts);
    if (frames == 0) {
      if (!packets.next()) {
        return -1;
      }
      decode();
      frames = state.synthesis_pcmout(pcm, starts);
    }
    if (frames == 0) { // the first packet only fills the overlap
      return 0;
    }
    state.synthesis_read(frames);
    frames = Math.min(frames, LONGEST_BLOCK);
    for (int channel = 0; channel < info.channels; channel++) {
      float[] from = pcm[0][channel];
      for (int i = 0; i < frames; i++) {
        block[i * info.channels + channel] = from[starts[channel] + i];
      }
    }
    return heard(frames);
  }

  /// The last packet is longer than the music: its page says where that ends. jorbis cuts there
  /// only if an earlier page has told it the position, and a short file has but one.
  private int heard(int frames) {
    long position = packets.granule();
    int heard = frames;
    if (position >= 0 && packets.last()) {
      heard = Math.clamp(position - Math.max(0, start) - decoded, 0, frames);
    } else if (position >= 0 && start < 0) {
      start = Math.max(0, position - decoded - frames); // a cut from a longer stream begins late
    }
    decoded += frames;
    return heard;
  }

  private void decode() {
    packet.packet_base = packets.packet();
    packet.bytes = packets.length();
    packet.granulepos = packets.granule();
    packet.e_o_s = packets.last() ? 1 : 0;
    packet.packetno++;
    if (work.synthesis(packet) == 0) {
      state.synthesis_blockin(work);
    }
  }

  @Override
  public float[] block() {
    return block;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
