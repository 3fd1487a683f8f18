package io.fleetport.tesla.stream;

import io.fleetport.domain.fleet.OrganizationId;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the host name at the very start of the TLS handshake, finds the tenant it belongs to, and lets the handshake go on;
 * a name that is nobody's ends the connection before anything is said. One per connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the socket, and that is noticed
final class HostNames extends AbstractSniHandler<OrganizationId> {

    /** A client hello of more than this is nobody's. */
    private static final int LONGEST_HELLO = 16 * 1024;

    private static final long HANDSHAKE_TIMEOUT_MILLIS = 20_000;

    private final SslContext tls;
    private final OrganizationResolver organizations;
    private final StreamMetrics metrics;
    private String hostName = "";
    private @Nullable OrganizationId organization;

    HostNames(SslContext tls, OrganizationResolver organizations, StreamMetrics metrics) {
        super(LONGEST_HELLO, HANDSHAKE_TIMEOUT_MILLIS);
        this.tls = tls;
        this.organizations = organizations;
        this.metrics = metrics;
    }

    /** In lower case, empty when the client named none. */
    String hostName() {
        return hostName;
    }

    /** The tenant, null as long as the handshake has not begun. */
    @Nullable
    OrganizationId organization() {
        return organization;
    }

    @Override
    protected Future<OrganizationId> lookup(ChannelHandlerContext ctx, @Nullable String name) {
        hostName = name == null ? "" : name.toLowerCase(Locale.ROOT);
        return organizations
                .resolve(hostName)
                .map(found -> ctx.executor().<OrganizationId>newSucceededFuture(found))
                .orElseGet(() -> ctx.executor().newFailedFuture(new IllegalStateException("unknown host name")));
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext ctx, @Nullable String name, Future<OrganizationId> lookup) {
        if (!lookup.isSuccess()) {
            metrics.connectionRefused("unknown_host");
            ctx.close();
            return;
        }
        organization = lookup.getNow();
        SslHandler handler = tls.newHandler(ctx.alloc());
        handler.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MILLIS);
        ctx.pipeline().replace(this, "tls", handler);
    }
}
