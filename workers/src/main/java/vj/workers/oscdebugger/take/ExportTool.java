package vj.workers.oscdebugger.take;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vj.bus.telemetry.OscDatagram;
import vj.bus.telemetry.OscDatagram.Timed;
import vj.bus.telemetry.OscFormatException;
import vj.bus.telemetry.OscReader;
import vj.bus.worker.ExitCode;
import vj.bus.worker.WorkerTool;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.record.Recorded;
import vj.workers.oscdebugger.record.Recorded.Datagram;

/// `vj-worker osc-debugger --export NAME FORMAT`: a take on standard output, for other programs.
/// Works whether or not the worker runs; memory does not grow with the take.
public final class ExportTool {

  private static final String OPTION = "--export";
  private static final String USAGE = "NAME oscsendfile|jsonl";

  private static final int BUFFER_BYTES = 64 << 10;

  /// Datagrams between two looks at whether somebody still reads: a look is a system call.
  private static final int GLANCE = 4096;

  /// A format.
  @FunctionalInterface
  private interface Lines {

    /// @return empty for what the format cannot express
    Optional<String> line(Datagram datagram, Timed timed);
  }

  private final TakeFolder folder;

  private ExportTool(TakeFolder folder) {
    this.folder = folder;
  }

  /// @param directory where the takes are
  public static WorkerTool of(Path directory) {
    return new WorkerTool(OPTION, USAGE, new ExportTool(new TakeFolder(directory))::run);
  }

  ExitCode run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.size() != 2 || !List.of("oscsendfile", "jsonl").contains(arguments.getLast())) {
      err.println("usage: vj-worker osc-debugger %s %s".formatted(OPTION, USAGE));
      return ExitCode.USAGE;
    }
    TakeName name;
    try {
      name = TakeName.of(arguments.getFirst());
    } catch (Refused refused) {
      err.println(refused.text());
      return ExitCode.USAGE;
    }
    return export(name, arguments.getLast().equals("jsonl"), out, err);
  }

  private ExitCode export(TakeName name, boolean json, PrintStream out, PrintStream err) {
    try {
      folder.require(name);
      try (RecordReader reader = RecordReader.open(folder.file(name))) {
        export(reader, json, out).print(err);
      }
      return out.checkError() ? ExitCode.FAILED : ExitCode.OK;
    } catch (Refused refused) {
      err.println(refused.text());
      return ExitCode.FAILED;
    } catch (IOException e) {
      err.println(String.valueOf(e.getMessage()));
      return ExitCode.FAILED;
    }
  }

  /// What is not in the output.
  ///
  /// @param leftOut messages that the format cannot express
  /// @param alien datagrams that were no OSC
  /// @param damaged bytes of the take
  /// @param ended whether it was in order: else its last record may be half written
  private record Report(long leftOut, long alien, long damaged, boolean ended) {
    void print(PrintStream err) {
      if (leftOut > 0) {
        err.println(
            "left out %d messages: oscsendfile has no text with spaces, symbols, blobs, time tags and arrays"
                .formatted(leftOut));
      }
      if (alien > 0) {
        err.println("left out %d datagrams that are no OSC".formatted(alien));
      }
      if (damaged > 0) {
        err.println("the take is damaged: %d bytes are lost".formatted(damaged));
      }
      if (!ended) {
        err.println("the take has no end: it is still being recorded, or was cut off");
      }
    }
  }

  private static Report export(RecordReader reader, boolean json, PrintStream out)
      throws IOException {
    var text = new SendFileLines();
    Lines lines =
        json
            ? new JsonLines(reader.startMillis())::line
            : (datagram, timed) -> text.line(datagram, timed.message());
    var buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    boolean ended = reader.end().isPresent();
    long leftOut = 0;
    long alien = 0;
    long datagrams = 0;
    for (Optional<Recorded> next = reader.next(); next.isPresent(); next = reader.next()) {
      if (next.get() instanceof Datagram datagram) {
        Optional<OscDatagram> osc = osc(datagram);
        alien += osc.isEmpty() ? 1 : 0;
        for (Timed timed : osc.map(OscDatagram::messages).orElse(List.of())) {
          Optional<String> line = lines.line(datagram, timed);
          buffered.write(line.orElse("").getBytes(UTF_8));
          leftOut += line.isEmpty() ? 1 : 0;
        }
        if (++datagrams % GLANCE == 0 && out.checkError()) {
          return new Report(0, 0, 0, true); // nobody reads it any more
        }
      }
    }
    buffered.flush();
    return new Report(leftOut, alien, ended ? reader.lost() : reader.damaged(), ended);
  }

  private static Optional<OscDatagram> osc(Datagram datagram) {
    try {
      return Optional.of(OscReader.read(ByteBuffer.wrap(datagram.bytes())));
    } catch (OscFormatException _) {
      return Optional.empty();
    }
  }
}
