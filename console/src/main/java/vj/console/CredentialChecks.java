package vj.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;
import vj.bus.control.WorkerName;
import vj.bus.status.Program;
import vj.bus.worker.Directories;

/// What servers want to see before they answer: the login to Spotify, the key of a server of
/// models. Nothing is sent anywhere.
record CredentialChecks(Shell shell, Examined examined) {

  /// In the state directory, as the workers that read them have it.
  static final String SPOTIFY_FILE = "spotify-token.json";

  static final String OPENAI_FILE = "openai-key";

  private static final String OPENAI_VARIABLE = "OPENAI_API_KEY";
  private static final String SPOTIFY = "login to Spotify";
  private static final String KEY = "key for OpenAI";

  List<Finding> findings() throws Failure, ProtocolException {
    Path state = Directories.locate(shell.environment()).state();
    List<Finding> findings = new ArrayList<>();
    findings.add(spotify(state));
    openAi(state).ifPresent(findings::add);
    return findings;
  }

  /// Without a login the Web API is not asked; players on this machine are heard all the same.
  private Finding spotify(Path state) throws Failure, ProtocolException {
    boolean needed = examined.text(WorkerName.SPOTIFY, "backend").filter("web"::equals).isPresent();
    if (Files.notExists(state.resolve(SPOTIFY_FILE))) {
      return needed
          ? Finding.fail(SPOTIFY, "none, and backend=web needs one", login())
          : Finding.info(SPOTIFY, "none: players on other devices are not seen");
    }
    Program.Outcome outcome =
        new Workers(shell).program(List.of("spotify", "--login-status", "--json"));
    if (outcome.out().isBlank()) {
      String said = outcome.err().lines().findFirst().orElse("exit " + outcome.exit());
      return Finding.fail(SPOTIFY, "cannot be read: " + said, login());
    }
    Map<String, ?> status = Json.object(outcome.out(), "vj-worker spotify --login-status");
    if (Boolean.TRUE.equals(status.get("logged_in"))) {
      String ends = String.valueOf(status.get("login_ends_at"));
      return Finding.ok(SPOTIFY, "valid until " + ends.replaceFirst("T.*", ""));
    }
    String problem = String.valueOf(status.get("problem"));
    return needed
        ? Finding.fail(SPOTIFY, problem, login())
        : Finding.warn(SPOTIFY, problem, login());
  }

  private String login() {
    return examined.text(WorkerName.SPOTIFY, "client_id").isPresent()
        ? "vj spotify login"
        : "vj config set spotify client_id=ID (docs/commands.md says where from), then"
            + " vj spotify login";
  }

  /// A server of one's own may want none.
  private Optional<Finding> openAi(Path state) {
    boolean asked =
        examined.text(WorkerName.LYRICS, "llm_provider").filter("openai"::equals).isPresent();
    if (!asked || examined.text(WorkerName.LYRICS, "openai_url").isPresent()) {
      return Optional.empty();
    }
    Path file = state.resolve(OPENAI_FILE);
    boolean there =
        !shell.environment().getOrDefault(OPENAI_VARIABLE, "").isBlank() || Files.exists(file);
    return Optional.of(
        there
            ? Finding.ok(KEY, "there is one")
            : Finding.fail(
                KEY,
                "none, and llm_provider=openai needs one",
                "put it into %s, then: chmod 600 %s".formatted(file, file)));
  }
}
