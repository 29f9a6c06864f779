package vj.workers.lyrics.image;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.workers.lyrics.standin.FakeComfyUi;
import vj.workers.lyrics.standin.Pictures;
import vj.workers.lyrics.standin.StandInServer.Answers;

/// What happens when there will be no picture.
@Timeout(30)
class NoImageTest {

  @TempDir Path home;

  private ImageRig rig;

  @BeforeEach
  void open() {
    rig = ImageRig.in(home);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private String refusal(FakeComfyUi comfy) {
    return assertThrows(IOException.class, () -> rig.made(comfy)).toString();
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
                rig.maker(
                        URI.create("http://127.0.0.1:1"),
                        Duration.ofSeconds(5),
                        Duration.ofHours(1))
                    .make(ImageRig.ORDER, rig.progress()::add));

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
        assertThrows(IOException.class, () -> rig.made(comfy));
        assertEquals(List.of(), rig.files());
      }
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
      Future<Path> picture = thread.submit(() -> rig.madeByEvents(comfy));
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
  void takesItsOrderBackWhenTheServerDoesNotTell() throws Exception {
    try (FakeComfyUi comfy = new FakeComfyUi(_ -> {}).withoutSocket().losingHistory()) {
      assertTrue(refusal(comfy).contains("answers 500"));

      assertEquals(1, comfy.interrupted().size());
    }
  }

  @Test
  void takesNothingBackThatTheServerHasRefused() throws Exception {
    try (FakeComfyUi comfy =
        new FakeComfyUi(_ -> {}).refusing(exchange -> exchange.text(400, "no"))) {
      assertTrue(refusal(comfy).endsWith("answers 400: no"));

      assertEquals(List.of(), comfy.requests("/queue"));
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
      Future<Path> picture = thread.submit(() -> rig.madeByEvents(comfy));
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
      ImageMaker maker = rig.maker(comfy.uri(), Duration.ofMillis(500), Duration.ofMillis(100));

      IOException late =
          assertThrows(IOException.class, () -> maker.make(ImageRig.ORDER, rig.progress()::add));

      assertTrue(late.toString().endsWith("not done within 0.5 s"), late::toString);
      assertEquals(1, comfy.interrupted().size());
    }
  }
}
