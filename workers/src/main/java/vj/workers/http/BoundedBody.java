package vj.workers.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// A body in memory, up to so many bytes: one more, and the exchange is over. The JDK's own limit
/// fails in a way that cannot be told from a broken connection.
final class BoundedBody implements BodySubscriber<byte[]> {

  private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
  private final int mostBytes;
  private long bytes;
  private Flow.@Nullable Subscription subscription;

  BoundedBody(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    whole.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> piece) {
    if (bytes > mostBytes) {
      return; // was under way when the exchange ended
    }
    for (ByteBuffer each : piece) {
      bytes += each.remaining();
    }
    if (bytes <= mostBytes) {
      whole.onNext(piece);
      return;
    }
    if (subscription != null) {
      subscription.cancel();
    }
    whole.onError(new AnswerTooLongException("an answer of more than " + mostBytes + " bytes"));
  }

  @Override
  public void onError(Throwable cause) {
    whole.onError(cause);
  }

  @Override
  public void onComplete() {
    whole.onComplete();
  }
}
