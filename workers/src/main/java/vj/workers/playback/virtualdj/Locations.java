package vj.workers.playback.virtualdj;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where VirtualDJ and its users put the files that tell what plays. Immutable; asks the disk anew
/// each time.
///
/// @param folders VirtualDJ's own, which hold [#NAMES] and `History`
/// @param files single files elsewhere
record Locations(List<Path> folders, List<Path> files) {

  /// `file_path` for: wherever VirtualDJ may have put them.
  static final String AUTO = "auto";

  private static final List<String> NAMES = List.of("now_playing.txt", "tracklist.txt");
  private static final String HISTORY = "History";

  /// VirtualDJ begins a playlist for each day, so the newest names are the newest files; the rest
  /// is room for playlists with names of their own.
  private static final int MOST_PLAYLISTS = 8;

  private static final Pattern OF_A_DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");

  /// The newest of those of a day first, then the others.
  private static final Comparator<Path> NEWEST_NAME_FIRST =
      Comparator.comparing((Path path) -> OF_A_DAY.matcher(name(path)).matches())
          .thenComparing(Locations::name)
          .reversed();

  Locations {
    folders = List.copyOf(folders);
    files = List.copyOf(files);
  }

  /// @param filePath [#AUTO], a file, or a folder; `~/` is the home folder
  /// @param user whose folders there are in a Wine prefix
  static Locations of(String filePath, Path home, String user) {
    if (filePath.isBlank() || filePath.equals(AUTO)) {
      return known(home, user);
    }
    Path path = filePath.startsWith("~/") ? home.resolve(filePath.substring(2)) : Path.of(filePath);
    Path absolute = path.toAbsolutePath().normalize();
    return new Locations(List.of(absolute), List.of(absolute)); // it may not be there yet
  }

  /// Whether somebody has said where to look.
  boolean named() {
    return folders.equals(files);
  }

  private static Locations known(Path home, String user) {
    Path wine = home.resolve(".wine/drive_c/users").resolve(user);
    List<Path> folders =
        List.of(
            home.resolve("Library/Application Support/VirtualDJ"),
            home.resolve("Documents/VirtualDJ"),
            home.resolve("Music/VirtualDJ"),
            home.resolve(".local/share/VirtualDJ"),
            wine.resolve("AppData/Local/VirtualDJ"),
            wine.resolve("Documents/VirtualDJ"));
    return new Locations(folders, List.of(Path.of("/tmp/virtualdj_now_playing.txt")));
  }

  static boolean isPlaylist(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".m3u") || lower.endsWith(".m3u8");
  }

  /// Files that are there, or may come at any time.
  List<Path> candidates() {
    List<Path> candidates = new ArrayList<>(files);
    for (Path folder : folders) {
      for (Path place : List.of(folder, folder.resolve(HISTORY))) {
        if (Files.isDirectory(place)) {
          NAMES.forEach(name -> candidates.add(place.resolve(name)));
          candidates.addAll(playlists(place));
        }
      }
    }
    return candidates;
  }

  /// The folders in which something happens when one of the files changes or comes.
  ///
  /// @param seen files that are or were there: until then a busy folder like /tmp is not worth it
  Set<Path> watched(Collection<Path> seen) {
    Set<Path> watched = new LinkedHashSet<>();
    for (Path folder : folders) {
      addParent(folder, watched);
      watched.add(folder);
      watched.add(folder.resolve(HISTORY));
    }
    for (Path file : seen) {
      addParent(file, watched);
      try {
        addParent(file.toRealPath(), watched); // where a link leads
      } catch (IOException _) {
        // gone, perhaps for a moment
      }
    }
    watched.removeIf(folder -> !Files.isDirectory(folder));
    return watched;
  }

  /// What of the things in these folders matters: everything else comes and goes there as it likes.
  ///
  /// @param seen as for [#watched]
  Predicate<Path> ours(Collection<Path> seen) {
    Set<String> names = new HashSet<>(NAMES);
    names.add(HISTORY);
    folders.forEach(folder -> names.add(name(folder)));
    files.forEach(file -> names.add(name(file)));
    for (Path file : seen) {
      names.add(name(file));
      try {
        names.add(name(file.toRealPath()));
      } catch (IOException _) {
        // gone, perhaps for a moment
      }
    }
    return path -> names.contains(name(path)) || isPlaylist(name(path));
  }

  private static void addParent(Path path, Set<Path> folders) {
    Path parent = path.getParent();
    if (parent != null) {
      folders.add(parent);
    }
  }

  private static List<Path> playlists(Path folder) {
    PriorityQueue<Path> newest = new PriorityQueue<>(NEWEST_NAME_FIRST.reversed());
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(folder, path -> isPlaylist(name(path)))) {
      for (Path path : all) {
        newest.add(path);
        if (newest.size() > MOST_PLAYLISTS) {
          newest.poll();
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // gone meanwhile, or not ours to list: what is known by name is still looked at
    }
    return List.copyOf(newest);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /// For people.
  String text() {
    return Stream.concat(folders.stream(), files.stream())
        .distinct()
        .map(Path::toString)
        .collect(Collectors.joining(", "));
  }
}
