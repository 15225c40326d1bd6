package callboard.calls.background;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.testing.AwaitDefaults;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class BackgroundLoopTest {

    @Test
    void aStepThatTakesLongDelaysNoOtherLoop() throws InterruptedException {
        var stuck = BackgroundLoop.every(Duration.ZERO, "stuck", () -> await(new CountDownLatch(1)));
        var steps = new CountDownLatch(4);
        var other = BackgroundLoop.every(Duration.ofMillis(1), "other", steps::countDown);
        try {
            stuck.start();
            other.start();
            expectReached(steps);
        } finally {
            stuck.stop();
            other.stop();
        }
    }

    @Test
    void aStepThatFailsIsTriedAgain() throws InterruptedException {
        var steps = new CountDownLatch(3);
        var loop = BackgroundLoop.every(Duration.ZERO, "failing", () -> {
            steps.countDown();
            if (steps.getCount() == 2) {
                throw new DataAccessResourceFailureException("unavailable");
            }
            if (steps.getCount() == 1) {
                throw new IllegalStateException("fault");
            }
        });
        loop.start();
        expectReached(steps);
        loop.stop();
    }

    @Test
    void whoeverIsWokenDoesNotPause() throws InterruptedException {
        var steps = new CountDownLatch(2);
        var loop = BackgroundLoop.every(Duration.ofDays(1), "woken", steps::countDown);
        loop.start();
        loop.wake();
        while (!steps.await(1, TimeUnit.MILLISECONDS)) {
            loop.wake();
        }
        loop.stop();
        assertThat(steps.getCount()).isZero();
    }

    @Test
    void nothingRunsAfterItWasStopped() throws InterruptedException {
        var steps = new AtomicInteger();
        var first = new CountDownLatch(1);
        var loop = BackgroundLoop.every(Duration.ZERO, "stopped", () -> {
            steps.incrementAndGet();
            first.countDown();
        });
        loop.start();
        expectReached(first);
        loop.stop();
        int done = steps.get();

        assertThat(loop.isRunning()).isFalse();
        assertThat(steps).hasValue(done);
    }

    private static void expectReached(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(AwaitDefaults.LONG.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
