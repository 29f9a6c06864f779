package vj.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.status.FakeWorker;

/// `vj status --watch`, and the screen that it draws on.
@Timeout(30)
final class WholeScreenTest {

  private static final String ENTER = "\u001b[?1049h\u001b[?25l";
  private static final String LEAVE = "\u001b[?25h\u001b[?1049l";

  private final StringWriter out = new StringWriter();

  @Test
  void drawsOverWhatIsThereAndErasesOnlyTheRest() {
    try (WholeScreen screen = new WholeScreen(new PrintWriter(out))) {
      screen.draw(List.of("one", "two"), TerminalSize.USUAL);
    }

    assertEquals("\u001b[Hone\u001b[K\ntwo\u001b[K\n\u001b[J" + LEAVE, out.toString());
  }

  @Test
  void saysHowMuchDoesNotFit() {
    try (WholeScreen screen = new WholeScreen(new PrintWriter(out))) {
      screen.draw(Collections.nCopies(30, "a".repeat(100)), new TerminalSize(10, 40));
    }

    List<String> lines = out.toString().lines().toList();
    assertEquals(10, lines.size());
    assertEquals("a".repeat(39) + "\u001b[K", lines.get(1));
    assertEquals("... 22 more lines\u001b[K", lines.get(8));
  }

  @Test
  void leavesTheTerminalAsItWasWithTheLastTableOnIt() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker _ = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      Shell shell =
          new Shell(
              InputStream.nullInputStream(),
              new PrintWriter(out),
              new PrintWriter(new StringWriter()),
              stage.environment(),
              new Terminal(true, false, true),
              new Image(stage.root()));
      FutureTask<Integer> watching = new FutureTask<>(() -> Vj.run(shell, "status", "--watch"));
      Thread thread = Thread.ofPlatform().name("watch").start(watching);
      await().until(() -> out.toString().split("until Ctrl-C", -1).length > 2);
      thread.interrupt();

      assertEquals(0, watching.get(10, TimeUnit.SECONDS));
      String said = out.toString();
      assertTrue(said.startsWith(ENTER), said);
      String after = said.substring(said.indexOf(LEAVE) + LEAVE.length());
      assertTrue(after.startsWith("audio is healthy"), after);
      assertFalse(after.contains("\u001b"), after);
    }
  }

  @Test
  void readsTheSizeThatSttyPrints() {
    assertEquals(Optional.of(new TerminalSize(24, 80)), TerminalSize.parse("24 80\n"));
    for (String said : List.of("", "0 0", "24", "24 80 1", "-1 80", "24 99999999999", "a b")) {
      assertEquals(Optional.empty(), TerminalSize.parse(said), said);
    }
  }
}
