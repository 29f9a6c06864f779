package vj.bus.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class TelemetrySenderTest {

  private final TelemetrySender sender = new TelemetrySender(System::nanoTime);
  private Inbox inbox;

  @BeforeEach
  void open() throws IOException {
    inbox = new Inbox();
    sender.start();
    sender.targets(List.of(inbox.target()));
  }

  @AfterEach
  void close() {
    sender.close();
    inbox.close();
  }

  @Test
  void sendsOnlyWhatThePatternsAskForAndPutsThePrefixBefore() throws Exception {
    try (Inbox other = new Inbox()) {
      sender.targets(
          List.of(
              inbox.target(),
              new Target(
                  "localhost",
                  other.port(),
                  List.of(OscPattern.parse("/audio/{beat,bpm}")),
                  "/show/left",
                  0,
                  false,
                  true)));

      sender.send(sender.template("/audio/levels", "f").set(0, 1f));
      sender.send(sender.template("/audio/beat", "i").set(0, 1));

      assertEquals("/audio/levels", inbox.messages().getFirst().address());
      assertEquals("/audio/beat", inbox.messages().getFirst().address());
      assertEquals("/show/left/audio/beat", other.messages().getFirst().address());
      assertEquals(List.of(), other.rest());
    }
  }

  @Test
  void sendsToNobodyThatIsNotEnabled() throws Exception {
    sender.targets(List.of(new Target("127.0.0.1", inbox.port(), List.of(), "", 0, false, false)));

    sender.send(sender.template("/a", ""));

    assertEquals(List.of(), inbox.rest());
    assertEquals(TargetStatus.State.OFF, sender.status().getFirst().state());
    assertEquals(0, sender.dropped());
  }

  @Test
  void aSubscriptionGetsWhatItAskedForUntilItIsClosed() throws Exception {
    OscTemplate levels = sender.template("/audio/levels", "i");
    OscTemplate beat = sender.template("/audio/beat", "i");
    try (Inbox console = new Inbox()) {
      sender.send(levels.set(0, 0));

      try (Subscription _ =
          sender.subscribe(console.port(), List.of(OscPattern.parse("/audio/l*")))) {
        sender.send(levels.set(0, 1));
        sender.send(beat.set(0, 2));
      }
      sender.send(levels.set(0, 3));

      assertEquals(List.of("1"), console.firstArguments());
      assertEquals(List.of("0", "1", "2", "3"), inbox.firstArguments());
    }
  }

  @Test
  void tellsANewcomerAloneWhatItIsToldThere() throws Exception {
    OscTemplate track = sender.template("/karaoke/track", "i");
    OscTemplate position = sender.template("/karaoke/pos", "i");
    try (Inbox console = new Inbox();
        Subscription _ =
            sender.subscribe(console.port(), List.of(OscPattern.parse("/karaoke/t*")))) {

      Telemetry newcomer = sender.newcomer().orElseThrow();
      newcomer.send(track.set(0, 1));
      newcomer.send(position.set(0, 2));
      sender.send(track.set(0, 3));

      assertEquals(List.of("1", "3"), console.firstArguments());
      assertEquals(List.of("3"), inbox.firstArguments());
      assertTrue(sender.newcomer().isEmpty());
    }
  }

  @Test
  void refusesMoreSubscriptionsThanTheLimit() throws IOException {
    List<Subscription> open = new ArrayList<>();
    for (int i = 0; i < TelemetrySender.MOST_SUBSCRIPTIONS; i++) {
      open.add(sender.subscribe(inbox.port(), List.of()));
    }

    IOException refused =
        assertThrows(IOException.class, () -> sender.subscribe(inbox.port(), List.of()));
    open.getFirst().close();
    open.getFirst().close();
    sender.subscribe(inbox.port(), List.of());

    assertTrue(refused.toString().contains("64"), refused.toString());
    assertThrows(IOException.class, () -> sender.subscribe(inbox.port(), List.of()));
    assertThrows(IOException.class, () -> sender.subscribe(0, List.of()));
  }

  @Test
  void sendsFromAThreadThatWasInterrupted() throws IOException {
    OscTemplate goodbye = sender.template("/audio/alive", "i").set(0, 0);

    Thread.currentThread().interrupt();
    sender.send(goodbye);
    sender.send(goodbye);
    boolean stillInterrupted = Thread.interrupted();

    assertTrue(stillInterrupted);
    assertEquals(2, inbox.rest().size());
  }

  @Test
  void countsWhatItSent() {
    OscTemplate message = sender.template("/a", "");

    sender.send(message);
    sender.send(message);

    assertEquals(2, sender.sent());
    assertEquals(0, sender.dropped());
    assertEquals(2, sender.status().getFirst().sent());
  }

  @Test
  void sendsNothingOnceClosed() throws IOException {
    OscTemplate message = sender.template("/a", "");
    sender.send(message);

    sender.close();
    sender.close();
    sender.send(message);
    sender.collect(message);
    sender.endFrame();
    sender.targets(List.of(inbox.target()));
    sender.send(message);

    assertEquals(1, inbox.rest().size());
    assertEquals(1, sender.sent());
    assertThrows(IOException.class, () -> sender.subscribe(inbox.port(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prefix", "/p/", "/p*", "/p q"})
  void aTargetRefusesAPrefixThatCannotBeSent(String prefix) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Target("127.0.0.1", 9000, List.of(), prefix, 0, false, true));
  }
}
