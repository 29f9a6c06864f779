package vj.console;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vj spotify`: the login that the Spotify worker asks the Web API with. The worker's own program
/// does it; a running worker sees the outcome by itself.
@Command(
    description = "Logs in to Spotify's Web API, for players on other devices.",
    footer = {
      "",
      "login     with a browser; needs client_id: vj config set spotify client_id=ID",
      "logout    forgets the login",
      "status    whether there is one, and until when",
      "Example: vj spotify login"
    })
final class SpotifyVerb implements Callable<Integer> {

  @Parameters(paramLabel = "login|logout|status")
  private String action = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "login: where the browser returns to, if the app is registered with a port.")
  private @Nullable Integer port;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "login: with this app instead of the one that is set.")
  private @Nullable String clientId;

  @Option(names = "--no-browser", description = "login: only print the page to open.")
  private boolean noBrowser;

  @Option(names = "--json", description = "status: one JSON object.")
  private boolean json;

  private final Shell shell;

  SpotifyVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    List<String> arguments =
        switch (action) {
          case "login" -> login();
          case "logout" -> List.of("spotify", "--logout");
          case "status" ->
              json
                  ? List.of("spotify", "--login-status", "--json")
                  : List.of("spotify", "--login-status");
          default -> throw Failure.usage("vj spotify takes login, logout or status, not " + action);
        };
    refuseStrayOptions();
    return new Workers(shell).follow(arguments);
  }

  private List<String> login() {
    List<String> arguments = new ArrayList<>(List.of("spotify", "--login"));
    if (port != null) {
      arguments.addAll(List.of("--port", port.toString()));
    }
    if (clientId != null) {
      arguments.addAll(List.of("--client-id", clientId));
    }
    if (noBrowser) {
      arguments.add("--no-browser");
    }
    return arguments;
  }

  private void refuseStrayOptions() throws Failure {
    if (!action.equals("login") && (port != null || clientId != null || noBrowser)) {
      throw Failure.usage("--port, --client-id and --no-browser go with vj spotify login");
    }
    if (json && !action.equals("status")) {
      throw Failure.usage("--json goes with vj spotify status");
    }
  }
}
