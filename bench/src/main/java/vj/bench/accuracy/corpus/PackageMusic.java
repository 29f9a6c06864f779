package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The MIDI files of Debian packages that the corpus uses: those that `music-files.txt` lists, and
/// no others.
final class PackageMusic {

  private static final String LIST = "music-files.txt";

  private static final Map<String, String> FOLDERS =
      Map.of(
          "openttd", "usr/share/games/openttd/baseset/openmsx",
          "simutrans", "usr/share/games/simutrans/music",
          "dink", "usr/share/games/dink/dink/Sound",
          "blupi", "usr/share/planetblupi/music",
          "liquidwar", "usr/share/games/liquidwar/music");

  /// The key of the music that is in archives.
  private static final String FREEDOOM = "freedoom";

  private static final List<String> WADS =
      List.of("usr/share/games/doom/freedoom1.wad", "usr/share/games/doom/freedoom2.wad");

  /// @param name as the package has it, without its end
  /// @param synth that plays the measured piece
  record Tune(String key, String name, Fluidsynth synth, byte[] file) {

    /// In letters that suit a file name everywhere.
    String id() {
      String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
      return key + "-" + plain.substring(0, Math.min(28, plain.length()));
    }

    String source() {
      return key + ":" + name;
    }
  }

  private PackageMusic() {}

  /// @param material folder into which the packages were unpacked
  /// @throws IOException naming the first file that is not there
  static List<Tune> read(Path material) throws IOException {
    Map<String, byte[]> lumps = lumps(material);
    List<Tune> tunes = new ArrayList<>();
    for (String line : ListFile.lines(LIST)) {
      String key = line.substring(0, line.indexOf(':'));
      String name = line.substring(line.indexOf(':') + 1, line.indexOf(' '));
      Fluidsynth synth = Fluidsynth.with(line.substring(line.indexOf(' ') + 1));
      tunes.add(new Tune(key, name, synth, file(material, lumps, key, name)));
    }
    return tunes;
  }

  private static byte[] file(Path material, Map<String, byte[]> lumps, String key, String name)
      throws IOException {
    if (!key.equals(FREEDOOM)) {
      Path folder = material.resolve(FOLDERS.getOrDefault(key, key));
      return Files.readAllBytes(folder.resolve(name + ".mid"));
    }
    byte[] lump = lumps.get(name);
    if (lump == null) {
      throw new IOException("no %s in %s under %s".formatted(name, WADS, material));
    }
    return lump;
  }

  private static Map<String, byte[]> lumps(Path material) throws IOException {
    Map<String, byte[]> lumps = new LinkedHashMap<>();
    for (String wad : WADS) {
      WadFile.music(material.resolve(wad)).forEach(lumps::putIfAbsent);
    }
    return lumps;
  }
}
