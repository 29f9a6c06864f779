package vj.workers.lyrics.image;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.workers.http.Http;
import vj.workers.lyrics.standin.FakeComfyUi;
import vj.workers.lyrics.standin.Pictures;
import vj.workers.lyrics.standin.StandInServer.Answers;

@Timeout(30)
class ImageMakerTest {

  private static final ImageOrder ORDER =
      new ImageOrder("a lighthouse, \"cold\" light", "Die Möwen", "Hafen", "dark");

  @TempDir Path home;

  private final Http http = Http.open("vj-test");
  private final List<Double> progress = new ArrayList<>();

  @AfterEach
  void close() {
    http.close();
  }

  private ImageMaker maker(URI server, Duration picture, Duration poll) {
    var limits =
        new ImageMaker.Limits(picture, poll, Duration.ofSeconds(1), () -> 42, System::nanoTime);
    return new ImageMaker(http, new ImageSettings(server, ""), home.resolve("images"), limits);
  }

  private Path made(FakeComfyUi comfy) throws IOException, InterruptedException {
    return maker(comfy.uri(), Duration.ofSeconds(20), Duration.ofMillis(20))
        .make(ORDER, progress::add);
  }

  /// Only events can tell it in time: it would ask by itself after hours.
  private Path madeByEvents(FakeComfyUi comfy) throws IOException, InterruptedException {
    return maker(comfy.uri(), Duration.ofSeconds(20), Duration.ofHours(1))
        .make(ORDER, progress::add);
  }

  private String refusal(FakeComfyUi comfy) {
    return assertThrows(IOException.class, () -> made(comfy)).toString();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("images"))) {
      return files.toList();
    }
  }

  @Test
  void keepsThePictureAndTellsHowFarItIs() throws Exception {
    try (FakeComfyUi comfy =
        new FakeComfyUi(run ->
            run.event("execution_start", Map.of())
                .step(5, 20)
                .preview(200_000)
                .step(20, 20)
                .event("executed", Map.of("node", "save"))
                .event("execution_success", Map.of())
                .saved())) {
      Path image = madeByEvents(comfy);

      assertTrue(image.isAbsolute());
      assertTrue(image.toString().matches(".*/images/[0-9a-f]{16}-42\\.png"), image::toString);
      assertArrayEquals(Pictures.PNG, Files.readAllBytes(image));
      assertEquals(List.of(image), files());
      assertEquals(List.of(0.25, 1.0), progress);
      assertEquals("ä 1.png", comfy.requests("/view").getFirst().query().get("filename"));
    }
  }

  @Test
  void ordersAsTheContractHasIt() throws Exception {
    try (FakeComfyUi comfy = new FakeComfyUi(FakeComfyUi.Run::saved)) {
      made(comfy);

      Map<String, ?> body = comfy.requests("/prompt").getFirst().json();
      assertTrue(body.toString().contains("a lighthouse, \"cold\" light"), body::toString);
      assertTrue(body.toString().contains("seed=42"), body::toString);
      assertEquals(body.get("client_id"), comfy.requests("/ws").getFirst().query().get("clientId"));
    }
  }

  @Test
  void hearsTheEndOfAnOlderServerThatChoosesIds() throws Exception {
    try (FakeComfyUi comfy =
        new FakeComfyUi(
                run -> {
                  run.saved();
                  run.raw(
                      "{\"type\":\"executing\",\"data\":{\"node\":null,\"prompt_id\":\"%s\"}}"
                          .formatted(run.id()));
                })
            .choosingIds()) {
      assertTrue(Files.exists(madeByEvents(comfy)));
    }
  }

  @Test
  void asksWhenTheSocketIsRefused() throws Exception {
    try (FakeComfyUi comfy = new FakeComfyUi(FakeComfyUi.Run::saved).withoutSocket()) {
      assertTrue(Files.exists(madeByEvents(comfy)));
    }
  }

  @Test
  void asksWhenTheSocketBreaksInTheMiddle() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    try (FakeComfyUi comfy =
        new FakeComfyUi(
            run -> {
              run.step(1, 20).saved();
              FakeComfyUi.await(heard);
              run.drop();
            })) {
      ImageMaker maker = maker(comfy.uri(), Duration.ofSeconds(20), Duration.ofHours(1));

      assertTrue(Files.exists(maker.make(ORDER, _ -> heard.countDown())));
    }
  }

  @Test
  void asksThoughNobodySaysThatTheSocketHasEnded() throws Exception {
    try (FakeComfyUi comfy = new FakeComfyUi(run -> run.step(1, 20).drop().saved())) {
      assertTrue(Files.exists(made(comfy)));
    }
  }

  @Test
  void survivesWhateverComesOverTheSocket() throws Exception {
    try (FakeComfyUi comfy =
        new FakeComfyUi(run ->
            run.raw("")
                .raw("no JSON")
                .raw("[1]")
                .raw("{\"type\":3,\"data\":[]}")
                .raw("{\"type\":\"progress\",\"data\":{\"value\":\"x\",\"prompt_id\":\"y\"}}")
                .raw("{\"type\":\"execution_error\",\"data\":{\"prompt_id\":\"another\"}}")
                .raw("{\"a\":\"" + "x".repeat(5_000_000) + "\"}")
                .preview(5_000_000)
                .step(3, 0)
                .step(-3, 20)
                .fragmented(
                    "{\"type\":\"progress\",\"data\":{\"value\":30,\"max\":20,\"prompt_id\":\"%s\"}}"
                        .formatted(run.id()))
                .saved()
                .event("execution_success", Map.of()))) {
      assertTrue(Files.exists(madeByEvents(comfy)));
      assertEquals(List.of(0.0, 1.0), progress);
    }
  }

  @Test
  void saysWhichNodeFailedAndWhy() throws Exception {
    try (FakeComfyUi comfy =
        new FakeComfyUi(run ->
            run.event(
                "execution_error",
                Map.of("node_type", "KSampler", "exception_message", "out of memory\n")))) {
      assertTrue(refusal(comfy).endsWith("KSampler: out of memory"));
    }
  }

  @Test
  void findsAFailureInTheHistoryToo() throws Exception {
    List<Object> error =
        List.of("execution_error", Map.of("node_type", "VAEDecode", "exception_message", "no VAE"));
    Map<String, ?> failed =
        Map.of(
            "status",
            Map.of("status_str", "error", "completed", false, "messages", List.of(error)),
            "outputs",
            Map.of());
    try (FakeComfyUi comfy = new FakeComfyUi(run -> run.ended(failed)).withoutSocket()) {
      assertTrue(refusal(comfy).endsWith("VAEDecode: no VAE"));
    }
  }

  @Test
  void saysThatSomebodyInterruptedIt() throws Exception {
    try (FakeComfyUi comfy = new FakeComfyUi(run -> run.event("execution_interrupted", Map.of()))) {
      assertTrue(refusal(comfy).endsWith("somebody has interrupted it"));
    }
  }

  @Test
  void saysThatAWorkflowSavesNothing() throws Exception {
    try (FakeComfyUi comfy = new FakeComfyUi(run -> run.ended(Map.of("outputs", Map.of())))) {
      assertTrue(refusal(comfy).contains("SaveImage"));
    }
  }

  @Test
  void saysWhatTheServerHasAgainstTheWorkflow() throws Exception {
    Map<String, ?> error =
        Map.of(
            "error",
            Map.of("type", "prompt_outputs_failed_validation", "message", "Prompt outputs failed"),
            "node_errors",
            Map.of(
                "checkpoint",
                Map.of(
                    "class_type",
                    "CheckpointLoaderSimple",
                    "errors",
                    List.of(
                        Map.of("message", "Value not in list", "details", "ckpt_name: 'sd_xl'")))));
    try (FakeComfyUi comfy =
        new FakeComfyUi(run -> {}).refusing(exchange -> exchange.json(400, error))) {
      assertTrue(
          refusal(comfy)
              .endsWith(
                  "answers 400: Prompt outputs failed; "
                      + "CheckpointLoaderSimple: Value not in list: ckpt_name: 'sd_xl'"));
    }
  }

  @Test
  void saysThatNobodyIsThere() {
    IOException offline =
        assertThrows(
            IOException.class,
            () ->
                maker(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(5), Duration.ofHours(1))
                    .make(ORDER, progress::add));

    assertTrue(offline.toString().endsWith("http://127.0.0.1:1: nobody answers there"));
  }

  @Test
  void keepsNothingThatIsNoWholePicture() throws Exception {
    List<Answers> bad =
        List.of(
            exchange -> exchange.text(200, "<html>not a picture at all</html>"),
            exchange -> exchange.text(200, ""),
            exchange -> exchange.text(404, "File not found"),
            exchange -> exchange.torn(Pictures.PNG),
            exchange -> {
              byte[] huge = new byte[(int) ComfyServer.MOST_IMAGE_BYTES + 1];
              System.arraycopy(Pictures.PNG, 0, huge, 0, Pictures.PNG.length);
              exchange.send(200, Map.of(), huge);
            });

    for (Answers each : bad) {
      try (FakeComfyUi comfy = new FakeComfyUi(FakeComfyUi.Run::saved).picture(each)) {
        assertThrows(IOException.class, () -> made(comfy));
        assertEquals(List.of(), files());
      }
    }
  }

  @Test
  void namesAPictureByWhatItIs() throws Exception {
    try (FakeComfyUi comfy = new FakeComfyUi(FakeComfyUi.Run::saved)) {
      comfy.picture(exchange -> exchange.send(200, Map.of(), Pictures.JPEG_START));
      assertTrue(made(comfy).toString().endsWith(".jpg"));

      comfy.picture(exchange -> exchange.send(200, Map.of(), Pictures.WEBP_START));
      assertTrue(made(comfy).toString().endsWith(".webp"));
    }
  }

  @Test
  void takesItsOrderBackWhenItIsInterrupted() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    try (FakeComfyUi comfy =
            new FakeComfyUi(run -> {
              run.step(1, 20);
              working.countDown();
            });
        var thread = Executors.newSingleThreadExecutor()) {
      Future<Path> picture = thread.submit(() -> madeByEvents(comfy));
      assertTrue(working.await(10, TimeUnit.SECONDS));

      picture.cancel(true);

      await().until(() -> comfy.interrupted().size() == 1);
      Object id = comfy.requests("/interrupt").getFirst().json().get("prompt_id");
      assertEquals(comfy.interrupted(), List.of(String.valueOf(id)));
      assertTrue(comfy.requests("/queue").getFirst().body().contains(String.valueOf(id)));
      assertTrue(comfy.socketEnds().getFirst().await(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void doesNotInterruptTheWorkOfOthers() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    try (FakeComfyUi comfy =
            new FakeComfyUi(run -> {
              run.waits();
              waiting.countDown();
            });
        var thread = Executors.newSingleThreadExecutor()) {
      Future<Path> picture = thread.submit(() -> madeByEvents(comfy));
      assertTrue(waiting.await(10, TimeUnit.SECONDS));

      picture.cancel(true);

      thread.shutdown();
      assertTrue(thread.awaitTermination(10, TimeUnit.SECONDS));
      assertEquals(List.of(), comfy.requests("/interrupt"));
    }
  }

  @Test
  void givesUpAndTakesItsOrderBackInTheEnd() throws Exception {
    try (FakeComfyUi comfy = new FakeComfyUi(run -> {})) {
      ImageMaker maker = maker(comfy.uri(), Duration.ofMillis(500), Duration.ofMillis(100));

      IOException late = assertThrows(IOException.class, () -> maker.make(ORDER, progress::add));

      assertTrue(late.toString().endsWith("not done within 0.5 s"), late::toString);
      assertEquals(1, comfy.interrupted().size());
    }
  }

  @Test
  void keepsTheNewestPicturesOnly() throws Exception {
    Path images = Files.createDirectories(home.resolve("images"));
    for (int i = 0; i < ImageFolder.MOST_IMAGES + 10; i++) {
      Path old = images.resolve("%016x-1.png".formatted(i));
      Files.write(old, Pictures.PNG);
      Files.setLastModifiedTime(old, FileTime.from(Instant.ofEpochSecond(1000 + i)));
    }
    Path mine = Files.write(images.resolve("mine.png"), Pictures.PNG);
    Path torn = Files.write(images.resolve(".next1.part"), new byte[1]);
    Files.setLastModifiedTime(torn, FileTime.from(Instant.ofEpochSecond(1000)));

    try (FakeComfyUi comfy = new FakeComfyUi(FakeComfyUi.Run::saved)) {
      Path newest = made(comfy);

      assertEquals(ImageFolder.MOST_IMAGES + 1, files().size());
      assertTrue(Files.exists(newest) && Files.exists(mine));
      assertFalse(Files.exists(torn));
      assertFalse(Files.exists(images.resolve("%016x-1.png".formatted(10))));
      assertTrue(Files.exists(images.resolve("%016x-1.png".formatted(11))));
    }
  }
}
