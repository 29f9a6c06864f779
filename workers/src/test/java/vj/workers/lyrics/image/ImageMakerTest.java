package vj.workers.lyrics.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.workers.lyrics.standin.FakeComfyUi;
import vj.workers.lyrics.standin.Pictures;

@Timeout(30)
class ImageMakerTest {

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
      Path image = rig.madeByEvents(comfy);

      assertTrue(image.isAbsolute());
      assertTrue(image.toString().matches(".*/images/[0-9a-f]{16}-42\\.png"), image::toString);
      assertArrayEquals(Pictures.PNG, Files.readAllBytes(image));
      assertEquals(List.of(image), rig.files());
      assertEquals(List.of(0.25, 1.0), rig.progress());
      assertEquals("ä 1.png", comfy.requests("/view").getFirst().query().get("filename"));
    }
  }

  @Test
  void ordersAsTheContractHasIt() throws Exception {
    try (FakeComfyUi comfy = new FakeComfyUi(FakeComfyUi.Run::saved)) {
      rig.made(comfy);

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
      assertTrue(Files.exists(rig.madeByEvents(comfy)));
    }
  }

  @Test
  void asksWhenTheSocketIsRefused() throws Exception {
    try (FakeComfyUi comfy = new FakeComfyUi(FakeComfyUi.Run::saved).withoutSocket()) {
      assertTrue(Files.exists(rig.madeByEvents(comfy)));
    }
  }

  @Test
  void asksWhenTheSocketBreaksInTheMiddle() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    try (FakeComfyUi comfy =
        new FakeComfyUi(run -> {
          run.step(1, 20).saved();
          FakeComfyUi.await(heard);
          run.drop();
        })) {
      ImageMaker maker = rig.maker(comfy.uri(), Duration.ofSeconds(20), Duration.ofHours(1));

      assertTrue(Files.exists(maker.make(ImageRig.ORDER, _ -> heard.countDown())));
    }
  }

  @Test
  void asksThoughNobodySaysThatTheSocketHasEnded() throws Exception {
    try (FakeComfyUi comfy = new FakeComfyUi(run -> run.step(1, 20).drop().saved())) {
      assertTrue(Files.exists(rig.made(comfy)));
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
                    "{\"type\":\"progress\",\"data\":{\"value\":9,\"max\":8,\"prompt_id\":\"%s\"}}"
                        .formatted(run.id()))
                .saved()
                .event("execution_success", Map.of()))) {
      assertTrue(Files.exists(rig.madeByEvents(comfy)));
      assertEquals(List.of(0.0, 1.0), rig.progress());
    }
  }

  @Test
  void namesAPictureByWhatItIs() throws Exception {
    try (FakeComfyUi comfy = new FakeComfyUi(FakeComfyUi.Run::saved)) {
      comfy.picture(exchange -> exchange.send(200, Map.of(), Pictures.JPEG_START));
      assertTrue(rig.made(comfy).toString().endsWith(".jpg"));

      comfy.picture(exchange -> exchange.send(200, Map.of(), Pictures.WEBP_START));
      assertTrue(rig.made(comfy).toString().endsWith(".webp"));
    }
  }

  @Test
  void keepsNoMoreThanSoManyMegabytes() throws Exception {
    Path images = Files.createDirectories(rig.images());
    for (int i = 0; i < 6; i++) {
      Path old = images.resolve("%016x-1.png".formatted(i));
      try (RandomAccessFile file = new RandomAccessFile(old.toFile(), "rw")) {
        file.setLength(ImageFolder.MOST_BYTES / 4); // takes no room on the disk
      }
      Files.setLastModifiedTime(old, FileTime.from(Instant.ofEpochSecond(1000 + i)));
    }

    try (FakeComfyUi comfy = new FakeComfyUi(FakeComfyUi.Run::saved)) {
      Path newest = rig.made(comfy);

      assertEquals(
          List.of(
              "%016x-1.png".formatted(3), "%016x-1.png".formatted(4), "%016x-1.png".formatted(5)),
          rig.files().stream()
              .filter(file -> !file.equals(newest))
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList());
    }
  }

  @Test
  void keepsTheNewestPicturesOnly() throws Exception {
    Path images = Files.createDirectories(rig.images());
    for (int i = 0; i < ImageFolder.MOST_IMAGES + 10; i++) {
      Path old = images.resolve("%016x-1.png".formatted(i));
      Files.write(old, Pictures.PNG);
      Files.setLastModifiedTime(old, FileTime.from(Instant.ofEpochSecond(1000 + i)));
    }
    Path mine = Files.write(images.resolve("mine.png"), Pictures.PNG);
    Path torn = Files.write(images.resolve(".next1.part"), new byte[1]);
    Files.setLastModifiedTime(torn, FileTime.from(Instant.ofEpochSecond(1000)));

    try (FakeComfyUi comfy = new FakeComfyUi(FakeComfyUi.Run::saved)) {
      Path newest = rig.made(comfy);

      assertEquals(ImageFolder.MOST_IMAGES + 1, rig.files().size());
      assertTrue(Files.exists(newest) && Files.exists(mine));
      assertFalse(Files.exists(torn));
      assertFalse(Files.exists(images.resolve("%016x-1.png".formatted(10))));
      assertTrue(Files.exists(images.resolve("%016x-1.png".formatted(11))));
    }
  }
}
