package vj.workers.status.metrics;

import java.util.List;
import java.util.Optional;

/// Does what vj-status does with its endpoint while no metrics are wanted.
final class NoPageProcess {

  private NoPageProcess() {}

  public static void main(String[] args) {
    try (var endpoint = new MetricsEndpoint(() -> Pictures.of(List.of()), System::nanoTime)) {
      Optional<String> trouble = endpoint.follow(0);
      System.out.println(trouble.isEmpty() ? "no page" : "trouble");
    }
  }
}
