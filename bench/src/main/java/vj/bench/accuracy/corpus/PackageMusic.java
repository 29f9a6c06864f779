package vj.bench.accuracy.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
  record Tune(String key, String name, byte[] file) {

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
    Map<String, byte[]> lumps = new LinkedHashMap<>();
    List<Tune> tunes = new ArrayList<>();
    for (String line : list()) {
      int colon = line.indexOf(':');
      String key = line.substring(0, colon);
      String name = line.substring(colon + 1);
      if (key.equals(FREEDOOM)) {
        if (lumps.isEmpty()) {
          lumps.putAll(lumps(material));
        }
        byte[] lump = lumps.get(name);
        if (lump == null) {
          throw new IOException("no %s in %s under %s".formatted(name, WADS, material));
        }
        tunes.add(new Tune(key, name, lump));
      } else {
        Path file = material.resolve(FOLDERS.getOrDefault(key, key)).resolve(name + ".mid");
        tunes.add(new Tune(key, name, Files.readAllBytes(file)));
      }
    }
    return tunes;
  }

  private static Map<String, byte[]> lumps(Path material) throws IOException {
    Map<String, byte[]> lumps = new LinkedHashMap<>();
    for (String wad : WADS) {
      WadFile.music(material.resolve(wad)).forEach(lumps::putIfAbsent);
    }
    return lumps;
  }

  /// The lines of the list without its comments.
  static List<String> list() throws IOException {
    try (InputStream in = PackageMusic.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IOException("resource missing: " + LIST);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return lines.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    }
  }
}
