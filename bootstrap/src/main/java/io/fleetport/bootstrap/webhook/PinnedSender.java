package io.fleetport.bootstrap.webhook;

import io.fleetport.application.port.out.WebhookSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a host once, looks at what came out, and connects to that very address: a name that leads elsewhere a moment
 * later changes nothing. The certificate must be for the name all the same. One connection per delivery, no proxy, no
 * redirect, and nothing of the answer but its head is read. Safe to use from many threads.
 */
public final class PinnedSender implements WebhookSender, AutoCloseable {

    /** Name lookups cannot be interrupted: so many may hang before others wait for them. */
    private static final int LOOKUPS_AT_ONCE = 8;

    private final SenderSettings settings;
    private final AddressGuard guard;
    private final NameService names;
    private final SSLSocketFactory tls;
    private final ExecutorService lookups = Executors.newFixedThreadPool(
            LOOKUPS_AT_ONCE,
            Thread.ofPlatform().daemon().name("webhook-names-", 0).factory());
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

    /** Turns a name into addresses. */
    @FunctionalInterface
    public interface NameService {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    public PinnedSender(SenderSettings settings, NameService names, SSLSocketFactory tls) {
        this.settings = settings;
        this.guard = new AddressGuard(settings.allowPrivate());
        this.names = names;
        this.tls = tls;
    }

    @Override
    public Optional<String> objection(URI url) {
        @Nullable String form = objectionToForm(url);
        if (form != null) {
            return Optional.of(form);
        }
        try {
            resolve(url, System.nanoTime() + settings.timeout().toNanos());
            return Optional.empty();
        } catch (Undelivered e) {
            return Optional.of(
                    e.failure() == Failure.TARGET_REFUSED
                            ? "must not lead to a private or reserved address"
                            : "must name a host that can be resolved");
        }
    }

    private @Nullable String objectionToForm(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(settings.allowHttp() && scheme.equals("http"))) {
            return settings.allowHttp() ? "must begin with https:// or http://" : "must begin with https://";
        }
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            return "must name a host and no user";
        }
        if (!settings.ports().isEmpty() && !settings.ports().contains(portOf(url))) {
            return "must lead to one of the ports "
                    + settings.ports().stream().sorted().map(String::valueOf).toList();
        }
        return null;
    }

    @Override
    public Answer send(URI url, Map<String, String> headers, byte[] body) {
        long began = System.nanoTime();
        try {
            if (objectionToForm(url) != null) {
                throw new Undelivered(Failure.TARGET_REFUSED, null);
            }
            int status = exchange(url, headers, body, began + settings.timeout().toNanos());
            @Nullable
            Failure failure = status >= 200 && status < 300
                    ? null
                    : status >= 300 && status < 400 ? Failure.REDIRECTED : Failure.STATUS;
            return new Answer(failure, status, since(began));
        } catch (Undelivered e) {
            return new Answer(e.failure(), null, since(began));
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private int exchange(URI url, Map<String, String> headers, byte[] body, long deadline) throws Undelivered {
        List<InetAddress> addresses = resolve(url, deadline);
        byte[] request = PostMessage.of(url, headers, body);
        Socket socket = connect(addresses, portOf(url), deadline);
        // Whatever trickles in how slowly: at the deadline it ends.
        ScheduledFuture<?> end = deadlines.schedule(
                () -> close(socket), Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        try (socket) {
            Socket talking = url.getScheme().equalsIgnoreCase("https") ? secured(socket, url) : socket;
            talking.getOutputStream().write(request);
            talking.getOutputStream().flush();
            return AnswerHead.statusOf(talking.getInputStream(), settings.mostHeadBytes());
        } catch (AnswerHead.Malformed e) {
            throw new Undelivered(late(deadline, Failure.ANSWER_MALFORMED), e);
        } catch (SSLException e) {
            throw new Undelivered(late(deadline, Failure.TLS_FAILED), e);
        } catch (IOException e) {
            throw new Undelivered(late(deadline, Failure.CONNECTION_FAILED), e);
        } finally {
            end.cancel(false);
        }
    }

    private static Failure late(long deadline, Failure otherwise) {
        return System.nanoTime() >= deadline ? Failure.TIMED_OUT : otherwise;
    }

    private Socket secured(Socket socket, URI url) throws IOException {
        String host = bare(url.getHost());
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        if (!isLiteral(url.getHost())) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static Socket connect(List<InetAddress> addresses, int port, long deadline) throws Undelivered {
        @Nullable IOException last = null;
        for (InetAddress address : addresses) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                socket.connect(new InetSocketAddress(address, port), (int) left);
                return socket;
            } catch (IOException e) {
                last = e;
                close(socket);
            }
        }
        boolean late = last == null || last instanceof SocketTimeoutException;
        throw new Undelivered(late ? Failure.TIMED_OUT : Failure.CONNECTION_FAILED, last);
    }

    /** Where the name leads; refused as a whole when any of it is not allowed. */
    private List<InetAddress> resolve(URI url, long deadline) throws Undelivered {
        String host = bare(url.getHost());
        Future<InetAddress[]> lookup = lookups.submit(() -> names.resolve(host));
        try {
            InetAddress[] found = lookup.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            List<InetAddress> addresses = List.of(found);
            if (addresses.isEmpty()) {
                throw new Undelivered(Failure.NAME_NOT_RESOLVED, null);
            }
            if (!addresses.stream().allMatch(guard::allows)) {
                throw new Undelivered(Failure.TARGET_REFUSED, null);
            }
            return addresses;
        } catch (ExecutionException e) {
            throw new Undelivered(Failure.NAME_NOT_RESOLVED, e);
        } catch (TimeoutException e) {
            lookup.cancel(true);
            throw new Undelivered(Failure.TIMED_OUT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Undelivered(Failure.TIMED_OUT, e);
        }
    }

    private static int portOf(URI url) {
        return url.getPort() >= 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static boolean isLiteral(String host) {
        return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was to be gone, and it is.
        }
    }

    @Override
    public void close() {
        lookups.shutdownNow();
        deadlines.shutdownNow();
    }

    /** It did not get there. */
    private static final class Undelivered extends Exception {
        private static final long serialVersionUID = 1L;

        private final Failure failure;

        Undelivered(Failure failure, @Nullable Exception cause) {
            super(failure.detail(), cause);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }
}
