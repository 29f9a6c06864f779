package vj.workers.audio.source;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// Opens audio files. What a file is, its first bytes say; its name is not asked.
public final class AudioFile {

  private static final String TAKEN = "WAV, AIFF, FLAC, MP3 and Ogg Vorbis are taken";

  /// Enough for the first packet of an Ogg stream to tell its codec.
  private static final int MAGIC = 64;

  /// The magic numbers of what people have in their folders but no plain Java decoder reads.
  private static final String[][] REFUSED = {
    {"RF64", "a WAV of more than 4 GB (RF64)"},
    {"RIFX", "a big-endian WAV (RIFX)"},
    {"wvpk", "WavPack"},
    {"MAC ", "Monkey's Audio"},
    {"caff", "Apple CAF"},
    {"MThd", "MIDI, which has notes but no sound"},
    {".snd", "Sun AU"},
    {"\u001aEß£", "Matroska or WebM"},
    {"0&²u", "Windows Media"},
    {"RIFF", "RIFF, but not WAV"},
    {"FORM", "IFF, but not AIFF"},
  };

  private AudioFile() {}

  /// @throws IOException naming the file, what it is, and what is taken
  public static SampleDecoder open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("%s is a directory; name one audio file".formatted(path));
    }
    if (!Files.exists(path)) {
      throw new IOException("%s does not exist".formatted(path));
    }
    if (!Files.isRegularFile(path)) { // opening a FIFO would wait for its writer
      throw new IOException("%s is not a file; say pipe:%s".formatted(path, path));
    }
    if (!Files.isReadable(path)) {
      throw new IOException("%s cannot be read: permission denied".formatted(path));
    }
    InputStream in = new BufferedInputStream(new FileInputStream(path.toFile()), 1 << 15);
    try {
      return open(path, in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static SampleDecoder open(Path path, InputStream in) throws IOException {
    Id3.skip(in);
    in.mark(MAGIC);
    byte[] magic = in.readNBytes(MAGIC);
    in.reset();
    if (magic.length == 0) {
      throw new IOException("%s is empty".formatted(path));
    }
    String head = new String(magic, StandardCharsets.ISO_8859_1);
    if (head.startsWith("RIFF") && head.startsWith("WAVE", 8)) {
      return FileDecoder.open(path, "WAV", () -> PcmReader.open(path, in));
    }
    if (head.startsWith("FORM") && head.startsWith("AIF", 8)) {
      return FileDecoder.open(path, "AIFF", () -> PcmReader.open(path, in));
    }
    if (head.startsWith("fLaC")) {
      return FileDecoder.open(path, "FLAC", () -> FlacReader.open(path, in));
    }
    if (head.startsWith("OggS") && head.contains("\u0001vorbis")) {
      return FileDecoder.open(path, "Ogg Vorbis", () -> VorbisReader.open(path, in));
    }
    String found = refused(head);
    if (found.isEmpty() && Mp3Header.seek(in)) {
      return FileDecoder.open(path, "MP3", () -> Mp3Reader.open(path, in));
    }
    throw new IOException(
        "%s is %s; %s"
            .formatted(
                path, found.isEmpty() ? "no audio file (%s)".formatted(hex(magic)) : found, TAKEN));
  }

  /// @return what the file is, or an empty text if nobody knows
  private static String refused(String head) {
    if (head.startsWith("OggS")) {
      return head.contains("OpusHead")
          ? "Ogg Opus"
          : head.contains("\u007fFLAC") ? "FLAC in Ogg" : "Ogg without Vorbis";
    }
    if (head.startsWith("ftyp", 4)) {
      return "MP4 (AAC or ALAC)";
    }
    if (head.length() > 1 && head.charAt(0) == 0xFF && (head.charAt(1) & 0xF6) == 0xF0) {
      return "AAC (ADTS)";
    }
    for (String[] entry : REFUSED) {
      if (head.startsWith(entry[0])) {
        return entry[1];
      }
    }
    return "";
  }

  private static String hex(byte[] magic) {
    int shown = Math.min(8, magic.length);
    return "it begins with " + HexFormat.ofDelimiter(" ").formatHex(magic, 0, shown);
  }
}
