package vj.workers.lyrics.image;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vj.workers.http.Http;
import vj.workers.lyrics.standin.FakeComfyUi;

/// An image maker with a directory of its own.
///
/// @param progress what it has told
record ImageRig(Path images, Http http, List<Double> progress) implements AutoCloseable {

  static final ImageOrder ORDER =
      new ImageOrder("a lighthouse, \"cold\" light", "Die Möwen", "Hafen", "dark");

  static ImageRig in(Path home) {
    return new ImageRig(home.resolve("images"), Http.open("vj-test"), new ArrayList<>());
  }

  ImageMaker maker(URI server, Duration picture, Duration poll) {
    var limits =
        new ImageMaker.Limits(picture, poll, Duration.ofSeconds(1), () -> 42, System::nanoTime);
    return new ImageMaker(http, new ImageSettings(server, ""), images, limits);
  }

  Path made(FakeComfyUi comfy) throws IOException, InterruptedException {
    return maker(comfy.uri(), Duration.ofSeconds(20), Duration.ofMillis(20))
        .make(ORDER, progress::add);
  }

  /// Only events can tell it in time: it would ask by itself after hours.
  Path madeByEvents(FakeComfyUi comfy) throws IOException, InterruptedException {
    return maker(comfy.uri(), Duration.ofSeconds(20), Duration.ofHours(1))
        .make(ORDER, progress::add);
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(images)) {
      return files.toList();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
