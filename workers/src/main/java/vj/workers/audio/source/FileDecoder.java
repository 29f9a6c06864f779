package vj.workers.audio.source;

import java.io.IOException;
import java.nio.file.Path;
import vj.workers.audio.source.AudioSource.Format;

/// One audio file being decoded: blocks cut to size, and every way in which a codec fails on a
/// damaged file turned into an [IOException] that names the file and the place.
final class FileDecoder implements SampleDecoder {

  private final Path path;
  private final String codec;
  private final BlockReader blocks;
  private final Format format;
  private int position;
  private int filled;
  private long decoded;

  private FileDecoder(Path path, String codec, BlockReader blocks) {
    this.path = path;
    this.codec = codec;
    this.blocks = blocks;
    this.format =
        Format.of(path.getFileName() + ", " + codec, blocks.sampleRate(), blocks.channels());
  }

  /// Takes over what `opening` opens, if it can be analysed.
  static FileDecoder open(Path path, String codec, Opening opening) throws IOException {
    BlockReader blocks;
    try {
      blocks = opening.open();
    } catch (RuntimeException e) {
      throw damaged(path, codec, "its header", e);
    }
    if (!Format.taken(blocks.sampleRate(), blocks.channels())) {
      blocks.close();
      throw new IOException(
          "%s has %d channels at %d Hz; 1..%d channels at %d..%d Hz are taken"
              .formatted(
                  path,
                  blocks.channels(),
                  blocks.sampleRate(),
                  Format.MOST_CHANNELS,
                  Format.LEAST_RATE,
                  Format.MOST_RATE));
    }
    return new FileDecoder(path, codec, blocks);
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public int read(float[] interleaved, int frames) throws IOException {
    while (position == filled) {
      position = 0;
      filled = nextBlock();
      if (filled < 0) {
        filled = 0;
        if (decoded == 0) {
          throw new IOException("%s (%s) decodes to no sound at all".formatted(path, codec));
        }
        return -1;
      }
    }
    int channels = format.channels();
    int count = Math.min(frames, filled - position);
    System.arraycopy(blocks.block(), position * channels, interleaved, 0, count * channels);
    position += count;
    decoded += count;
    return count;
  }

  /// The codecs are other people's and meet hostile bytes with whatever exception comes first. How
  /// much memory a header may ask for, each reader has bounded before: running out ends the worker.
  private int nextBlock() throws IOException {
    try {
      return blocks.next();
    } catch (RuntimeException e) {
      String place = "the sound after %.1f s".formatted((double) decoded / format.sampleRate());
      throw damaged(path, codec, place, e);
    }
  }

  private static IOException damaged(
      Path path, String codec, String place, RuntimeException cause) {
    return new IOException(
        "%s is damaged: %s cannot be decoded as %s".formatted(path, place, codec), cause);
  }

  @Override
  public void close() {
    try {
      blocks.close();
    } catch (IOException _) {
      // a file that was only read has nothing to lose
    }
  }

  /// Reads the file's header.
  @FunctionalInterface
  interface Opening {
    BlockReader open() throws IOException;
  }
}
