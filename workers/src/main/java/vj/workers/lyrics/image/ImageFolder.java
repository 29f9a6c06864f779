package vj.workers.lyrics.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The directory of the pictures: none is there but whole, and only the newest stay.
record ImageFolder(Path directory) {

  /// A night's songs, in about 200 MB.
  static final int MOST_IMAGES = 100;

  /// Large ones are fewer.
  static final long MOST_BYTES = 500L << 20;

  private static final String UNFINISHED = ".part";

  /// An older unfinished file is what a killed process has left.
  private static final Duration LONGEST_DOWNLOAD = Duration.ofMinutes(10);

  private static final Pattern IMAGE = Pattern.compile("[0-9a-f]{16}-\\d+\\.(png|jpg|webp)");

  /// A file to write a picture into, for [#keep].
  Path unfinished() throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return Files.createTempFile(directory, ".next", UNFINISHED);
  }

  /// Gives a picture its name, with the ending that its content wants.
  ///
  /// @return its absolute path
  /// @throws IOException if it is no picture
  Path keep(Path unfinished, String name) throws IOException {
    String ending = ending(unfinished);
    Path image = directory.resolve(name + ending).toAbsolutePath();
    Files.move(unfinished, image, StandardCopyOption.ATOMIC_MOVE);
    tidy(image);
    return image;
  }

  private static String ending(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(12);
    }
    return ending(start)
        .orElseThrow(() -> new IOException("the server sent something that is no picture"));
  }

  private static Optional<String> ending(byte[] start) {
    if (start.length < 12) {
      return Optional.empty();
    }
    ByteBuffer magic = ByteBuffer.wrap(start);
    if (magic.getLong(0) == 0x89504E470D0A1A0AL) {
      return Optional.of(".png");
    }
    if (magic.getShort(0) == (short) 0xFFD8) {
      return Optional.of(".jpg");
    }
    boolean webp =
        new String(start, 0, 4, StandardCharsets.US_ASCII).equals("RIFF")
            && new String(start, 8, 4, StandardCharsets.US_ASCII).equals("WEBP");
    return webp ? Optional.of(".webp") : Optional.empty();
  }

  private record Image(Path file, FileTime time, long bytes) {}

  private void tidy(Path newest) throws IOException {
    FileTime now = Files.getLastModifiedTime(newest);
    FileTime stale = FileTime.from(now.toInstant().minus(LONGEST_DOWNLOAD));
    List<Image> images = new ArrayList<>();
    for (Path file : files()) {
      String name = String.valueOf(file.getFileName());
      FileTime time = Files.getLastModifiedTime(file);
      if (IMAGE.matcher(name).matches() && !file.equals(newest)) {
        images.add(new Image(file, time, Files.size(file)));
      } else if (name.endsWith(UNFINISHED) && time.compareTo(stale) < 0) {
        Files.deleteIfExists(file);
      }
    }
    images.sort(Comparator.comparing(Image::time).reversed());
    int kept = 1;
    long bytes = Files.size(newest);
    for (Image image : images) {
      kept++;
      bytes += image.bytes();
      if (kept > MOST_IMAGES || bytes > MOST_BYTES) {
        Files.deleteIfExists(image.file());
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.toAbsolutePath())) {
      return files.toList();
    }
  }
}
