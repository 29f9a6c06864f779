package vj.bus.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.Answer;
import vj.bus.control.WorkerName;

/// A small worker in a process of its own: what [WorkerHostTest] starts, kills and talks to. Its
/// setting `mode` says how it behaves.
final class HostedWorker implements Worker {

  private static final Setting<String> MODE =
      Setting.choice("mode", "work", "work", "throw", "return", "hang", "die", "shout");

  private static final WorkerKind KIND =
      new WorkerKind(
          WorkerName.AUDIO,
          List.of("/audio/levels"),
          List.of(MODE),
          List.of(),
          _ -> {},
          HostedWorker::new);

  private static final Logger log = LoggerFactory.getLogger(HostedWorker.class);

  private HostedWorker() {}

  /// @param args `KEY=VALUE` pairs, as `--set` gives them
  public static void main(String[] args) {
    Map<String, String> sets = new LinkedHashMap<>();
    for (String arg : args) {
      sets.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
    }
    ExitCode code;
    try (LineHandler _ = Logs.start(System.getenv())) {
      code =
          new WorkerHost(KIND, System.getenv(), new Configuration(KIND, System.getenv(), sets))
              .run();
    }
    Runtime.getRuntime().halt(code.number());
  }

  @Override
  public void run(WorkerContext context) throws Exception {
    context.serve(() ->
        List.of(
            WorkerCommand.quick(
                "mode",
                (_, _) -> Answer.done(context.settings().get(MODE) + " " + this.hashCode())),
            WorkerCommand.slow("break", (_, _) -> broken())));
    switch (context.settings().get(MODE)) {
      case "throw" -> throw new IllegalStateException("as configured");
      case "return" -> {
        return;
      }
      case "die" ->
          Thread.ofPlatform()
              .name("victim")
              .start(() -> {
                throw new IllegalStateException("stray");
              });
      case "shout" -> {
        for (int i = 0; i < 20; i++) {
          log.info("x".repeat(LineHandler.MAX_LINE)); // more than a pipe holds
        }
      }
      default -> {}
    }
    var never = new CountDownLatch(1);
    context.doing("testing");
    context.ready();
    while (true) {
      if (!context.settings().get(MODE).equals("hang")) {
        context.progress();
      }
      if (never.await(20, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private static Answer broken() {
    throw new IllegalStateException("a bug in a command");
  }
}
