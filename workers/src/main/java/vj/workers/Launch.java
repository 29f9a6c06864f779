package vj.workers;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vj.bus.control.Json;
import vj.bus.control.WorkerName;
import vj.bus.worker.Configuration;
import vj.bus.worker.ExitCode;
import vj.bus.worker.Settings;
import vj.bus.worker.SettingsException;
import vj.bus.worker.WorkerHost;
import vj.bus.worker.WorkerKind;
import vj.bus.worker.WorkerTool;

/// One command line of `vj-worker`, read and obeyed.
final class Launch {

  private final Map<String, String> environment;
  private final Registry registry;
  private final PrintStream out;
  private final PrintStream err;

  Launch(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.registry = new Registry(environment);
    this.out = out;
    this.err = err;
  }

  ExitCode run(List<String> args) {
    try {
      return obey(args);
    } finally {
      out.flush();
    }
  }

  private ExitCode obey(List<String> args) {
    if (args.contains("--help") || args.contains("-h")) {
      usage(out);
      return ExitCode.OK;
    }
    Optional<WorkerName> name = args.isEmpty() ? Optional.empty() : WorkerName.of(args.get(0));
    if (name.isEmpty()) {
      err.println(
          args.isEmpty() ? "which worker?" : "no worker is called \"%s\"".formatted(args.get(0)));
      usage(err);
      return ExitCode.USAGE;
    }
    WorkerKind kind = registry.kind(name.get());
    List<String> rest = args.subList(1, args.size());
    for (WorkerTool tool : kind.tools()) {
      if (!rest.isEmpty() && rest.get(0).equals(tool.option())) {
        return tool.action().run(rest.subList(1, rest.size()), out, err);
      }
    }
    return options(kind, rest);
  }

  private ExitCode options(WorkerKind kind, List<String> args) {
    Map<String, String> sets = new LinkedHashMap<>();
    Map<String, String> stores = new LinkedHashMap<>();
    boolean check = false;
    boolean json = false;
    List<String> left = new ArrayList<>(args);
    while (!left.isEmpty()) {
      String option = left.removeFirst();
      switch (option) {
        case "--check" -> check = true;
        case "--json" -> json = true;
        case "--set", "--store" -> {
          String pair = left.isEmpty() ? "" : left.removeFirst();
          int equals = pair.indexOf('=');
          if (equals < 1) {
            return refuse("%s takes KEY=VALUE, not \"%s\"".formatted(option, pair));
          }
          Map<String, String> into = option.equals("--set") ? sets : stores;
          into.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        default -> {
          return refuse("unknown option \"%s\"".formatted(option));
        }
      }
    }
    if (json && !check) {
      return refuse("--json goes with --check");
    }
    Configuration configuration = new Configuration(kind, environment, sets);
    if (!stores.isEmpty()) {
      return store(configuration, stores);
    }
    return check
        ? check(configuration, json)
        : new WorkerHost(kind, environment, configuration).run();
  }

  private ExitCode store(Configuration configuration, Map<String, String> stores) {
    try {
      configuration.change(stores, "--store");
      out.println("written to " + configuration.ownFile());
      return ExitCode.OK;
    } catch (SettingsException e) {
      e.problems().forEach(problem -> err.println(problem.text()));
      return ExitCode.CONFIGURATION;
    } catch (IOException e) {
      err.println("cannot write %s: %s".formatted(configuration.ownFile(), e));
      return ExitCode.INTERNAL;
    }
  }

  /// Prints every effective value with its origin, or every problem.
  private ExitCode check(Configuration configuration, boolean json) {
    try {
      List<Settings.Entry> entries = configuration.load().entries();
      if (json) {
        Map<String, Object> values = new LinkedHashMap<>();
        entries.forEach(
            e -> values.put(e.key(), Map.of("value", e.value(), "origin", e.origin().text())));
        print(Map.of("config", values, "problems", List.of()));
      } else {
        entries.forEach(e ->
            out.println("%-22s = %s  (%s)".formatted(e.key(), json(e.value()), e.origin().text())));
      }
      return ExitCode.OK;
    } catch (SettingsException e) {
      List<String> texts = e.problems().stream().map(SettingsException.Problem::text).toList();
      if (json) {
        print(Map.of("config", Map.of(), "problems", texts));
      } else {
        texts.forEach(err::println);
      }
      return ExitCode.CONFIGURATION;
    }
  }

  private void print(Map<String, ?> object) {
    out.println(new String(Json.bytes(object), StandardCharsets.UTF_8));
  }

  private static String json(Object value) {
    String object = new String(Json.bytes(Map.of("v", value)), StandardCharsets.UTF_8);
    return object.substring(object.indexOf(':') + 1, object.length() - 1);
  }

  private ExitCode refuse(String why) {
    err.println(why);
    usage(err);
    return ExitCode.USAGE;
  }

  private void usage(PrintStream to) {
    to.println(
        """
        usage: vj-worker NAME [--set KEY=VALUE ...]     run a worker in the foreground
               vj-worker NAME --check [--json]          its effective configuration, or what is wrong
               vj-worker NAME --store KEY=VALUE ...     change its configuration file\
        """);
    for (WorkerKind kind : registry.all()) {
      for (WorkerTool tool : kind.tools()) {
        to.println(
            "       vj-worker %s %s %s"
                .formatted(kind.name().shortName(), tool.option(), tool.usage())
                .stripTrailing());
      }
    }
    to.println(
        "workers: "
            + String.join(
                ", ", registry.all().stream().map(kind -> kind.name().shortName()).toList()));
  }
}
