package io.fleetport.tesla.stream;

import io.fleetport.application.port.in.AdmitVehicles;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.tesla.identity.CertificateIdentity;
import io.fleetport.tesla.identity.Identity;
import io.fleetport.tesla.identity.RefusedIdentity;
import io.fleetport.tesla.identity.VinMask;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The one HTTP request of a connection: the status page, or the upgrade to a WebSocket for a vehicle. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the socket, and that is noticed
final class UpgradeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final WebSocketDecoderConfig FRAMES = WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(Inbound.HARD_LIMIT)
            .expectMaskedFrames(true)
            .allowExtensions(false)
            .closeOnProtocolViolation(false)
            .withUTF8Validator(false)
            .build();
    private static final int LONGEST_INTERFACE = 64;

    private final Inbound inbound;
    private final Pseudonyms pseudonyms;
    private final Connections connections;
    private final HostNames hostNames;
    private final Admissions admissions;
    /** Whether it is being found out if the vehicle may speak; nothing may be asked meanwhile. */
    private boolean deciding;

    UpgradeHandler(
            Inbound inbound,
            Pseudonyms pseudonyms,
            Connections connections,
            HostNames hostNames,
            Admissions admissions) {
        this.inbound = inbound;
        this.pseudonyms = pseudonyms;
        this.connections = connections;
        this.hostNames = hostNames;
        this.admissions = admissions;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        OrganizationId organization = hostNames.organization();
        if (deciding || organization == null || !request.decoderResult().isSuccess()) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, "bad_request");
        } else if (path(request).equals("/status") && request.method().equals(HttpMethod.GET)) {
            answer(ctx, HttpResponseStatus.OK, "mtls ok");
        } else if (!request.method().equals(HttpMethod.GET)) {
            refuse(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, "bad_request");
        } else if (!isUpgrade(request)) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, "bad_request");
        } else if (connections.isDraining()) {
            refuse(ctx, HttpResponseStatus.SERVICE_UNAVAILABLE, "draining");
        } else {
            identify(ctx, request, organization);
        }
    }

    private void identify(ChannelHandlerContext ctx, FullHttpRequest request, OrganizationId organization) {
        Identity identity;
        try {
            identity = CertificateIdentity.of(leaf(ctx));
        } catch (RefusedIdentity e) {
            refuseIdentity(ctx, e.reason().name().toLowerCase(Locale.ROOT));
            return;
        } catch (SSLPeerUnverifiedException e) {
            refuseIdentity(ctx, "unauthorized");
            return;
        }
        if (!identity.isVehicle()) {
            refuseIdentity(ctx, "not_a_vehicle");
            return;
        }
        deciding = true;
        request.retain();
        admissions
                .ask(organization, identity.deviceId())
                .whenCompleteAsync(
                        (verdict, failure) -> {
                            deciding = false;
                            try {
                                if (ctx.channel().isActive()) {
                                    decided(ctx, request, organization, identity, verdict, failure);
                                }
                            } finally {
                                request.release();
                            }
                        },
                        ctx.executor());
    }

    private void decided(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            OrganizationId organization,
            Identity identity,
            AdmitVehicles.@Nullable Verdict verdict,
            @Nullable Throwable failure) {
        if (verdict == null || failure != null || connections.isDraining()) {
            refuse(ctx, HttpResponseStatus.SERVICE_UNAVAILABLE, failure == null ? "draining" : "unavailable");
        } else if (verdict != AdmitVehicles.Verdict.ADMITTED) {
            refuseIdentity(ctx, verdict.name().toLowerCase(Locale.ROOT));
        } else {
            try {
                upgrade(ctx, request, organization, identity, pseudonyms.of(organization, "vin", identity.deviceId()));
            } catch (PortUnavailable e) {
                refuse(ctx, HttpResponseStatus.SERVICE_UNAVAILABLE, "unavailable");
            }
        }
    }

    private void upgrade(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            OrganizationId organization,
            Identity identity,
            VehicleId vehicle) {
        new WebSocketServerHandshaker13("wss://" + hostNames.hostName() + "/", null, FRAMES)
                .handshake(ctx.channel(), request)
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        ctx.pipeline().remove(IdleStateHandler.class);
        ChannelHandlerContext place = ctx.pipeline().context(this);
        VehicleConnection connection = new VehicleConnection(
                inbound,
                organization,
                vehicle,
                identity,
                UUID.randomUUID().toString(),
                networkInterface(request),
                place,
                connections.repliesOf(ctx.executor()));
        connections.opened(ctx.channel(), connection);
        // This handler stays in place behind the frames, so that the connection's context outlives the upgrade.
        ctx.pipeline().addBefore(ctx.name(), "frames", new VehicleFrames(inbound, connection));
    }

    private static X509Certificate leaf(ChannelHandlerContext ctx) throws SSLPeerUnverifiedException {
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls != null && tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate leaf) {
            return leaf;
        }
        throw new SSLPeerUnverifiedException("no certificate");
    }

    /** What RFC 6455, section 4.2.1 asks of a client; extensions and subprotocols are never agreed to. */
    private static boolean isUpgrade(FullHttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13", true)
                && isKey(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY));
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key.trim()).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String networkInterface(FullHttpRequest request) {
        String name = request.headers().get("X-Network-Interface", "");
        return VinMask.mask(name.length() <= LONGEST_INTERFACE ? name : name.substring(0, LONGEST_INTERFACE));
    }

    private static String path(FullHttpRequest request) {
        int query = request.uri().indexOf('?');
        return query < 0 ? request.uri() : request.uri().substring(0, query);
    }

    private void refuseIdentity(ChannelHandlerContext ctx, String reason) {
        inbound.metrics().identityRefused(reason);
        answer(ctx, HttpResponseStatus.FORBIDDEN, "");
    }

    private void refuse(ChannelHandlerContext ctx, HttpResponseStatus status, String reason) {
        inbound.metrics().connectionRefused(reason);
        answer(ctx, status, "");
    }

    private static void answer(ChannelHandlerContext ctx, HttpResponseStatus status, String body) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            inbound.metrics().connectionRefused("idle");
            ctx.close();
        } else if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            inbound.metrics().handshakesFailed.increment();
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // counted where it arose; a certificate's name could be in the message, so nothing is logged
    }
}
