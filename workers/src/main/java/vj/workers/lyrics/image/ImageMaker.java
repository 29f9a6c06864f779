package vj.workers.lyrics.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.workers.http.Deadline;
import vj.workers.http.Http;
import vj.workers.lyrics.cache.Checksum;

/// Has pictures made by a ComfyUI server, and keeps them as files. Safe from any thread; nothing is
/// under way between calls, here or there.
public final class ImageMaker {

  private static final Logger log = LoggerFactory.getLogger(ImageMaker.class);

  /// What JavaScript can count exactly: seeds pass through browsers.
  private static final long SEEDS = 1L << 53;

  private static final int NAME_CHARS = 16;

  private final Http http;
  private final ImageSettings settings;
  private final ImageFolder folder;
  private final Limits limits;

  /// @param http stays its owner's
  /// @param directory for the pictures, of its own
  public ImageMaker(Http http, ImageSettings settings, Path directory) {
    this(http, settings, directory, Limits.USUAL);
  }

  ImageMaker(Http http, ImageSettings settings, Path directory, Limits limits) {
    this.http = http;
    this.settings = settings;
    this.folder = new ImageFolder(directory);
    this.limits = limits;
  }

  /// @param picture all of it
  /// @param poll how often the server is asked when it cannot tell
  /// @param cancel for each of the three requests that take an order back
  /// @param seeds for pictures that differ
  /// @param nanos counts as [System#nanoTime] does
  record Limits(
      Duration picture, Duration poll, Duration cancel, LongSupplier seeds, LongSupplier nanos) {

    static final Limits USUAL =
        new Limits(
            Duration.ofMinutes(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            () -> UUID.randomUUID().getLeastSignificantBits(),
            System::nanoTime);
  }

  /// Waits until there is one. An interrupt takes the order back at the server, which may last
  /// seconds if that does not answer.
  ///
  /// @return an absolute path, of a PNG, JPEG or WebP
  /// @throws IOException in words: the server is not there, refuses the workflow, or has failed
  public Path make(ImageOrder order, Progress progress) throws IOException, InterruptedException {
    long seed = Math.floorMod(limits.seeds().getAsLong(), SEEDS);
    Map<String, @Nullable Object> graph = Workflow.read(settings.workflow()).filled(order, seed);
    Deadline deadline = Deadline.in(limits.picture(), limits.nanos());
    ComfyServer server = new ComfyServer(http, settings.server());
    List<ImageFile> images;
    try (ComfyEvents events = new ComfyEvents()) {
      ComfyJob job = new ComfyJob(server, events, limits.poll(), deadline);
      try {
        images = job.run(graph, progress);
      } catch (ImageFailedException e) {
        throw e; // it is no longer at work
      } catch (InterruptedException | IOException e) {
        takeBack(server, job);
        throw e;
      }
    }
    return download(server, images.getFirst(), name(order, seed), deadline);
  }

  private void takeBack(ComfyServer server, ComfyJob job) throws InterruptedException {
    try {
      server.cancel(job.id(), limits.cancel());
    } catch (IOException e) {
      log.info("a picture that nobody wants any more may still be made: {}", e.toString());
    }
  }

  private static String name(ImageOrder order, long seed) {
    String song = order.artist() + "\n" + order.title();
    String sum = Checksum.of(song.getBytes(StandardCharsets.UTF_8));
    return "%s-%d".formatted(sum.substring(0, NAME_CHARS), seed);
  }

  private Path download(ComfyServer server, ImageFile image, String name, Deadline deadline)
      throws IOException, InterruptedException {
    Path unfinished = folder.unfinished();
    try {
      server.download(image, unfinished, deadline.left());
      return folder.keep(unfinished, name);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
