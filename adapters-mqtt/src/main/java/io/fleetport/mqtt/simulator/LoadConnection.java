package io.fleetport.mqtt.simulator;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** One connection of a station of a load: introduces the station, and tells it what the broker answers. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails ends the connection, and the station hears of that
final class LoadConnection extends SimpleChannelInboundHandler<MqttMessage> {

    /** Reasons from here on are refusals. */
    private static final int FIRST_REFUSAL = 0x80;

    /** What MQTT allows when the broker says nothing else. */
    private static final int MOST_AT_ONCE = 65_535;

    private final LoadStation station;
    private final MqttConnectMessage introduction;

    LoadConnection(LoadStation station, MqttConnectMessage introduction) {
        this.station = station;
        this.introduction = introduction;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            context.writeAndFlush(introduction, context.voidPromise());
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
        if (!message.decoderResult().isSuccess()) {
            context.close();
            return;
        }
        switch (message.fixedHeader().messageType()) {
            case CONNACK -> {
                MqttConnAckVariableHeader answer = ((MqttConnAckMessage) message).variableHeader();
                if (answer.connectReturnCode() == MqttConnectReturnCode.CONNECTION_ACCEPTED) {
                    station.opened(context.channel(), receiveMaximum(answer));
                } else {
                    context.close();
                }
            }
            case PUBACK -> {
                MqttMessageIdVariableHeader header = (MqttMessageIdVariableHeader) message.variableHeader();
                int reason = header instanceof MqttPubReplyMessageVariableHeader reply ? reply.reasonCode() & 0xFF : 0;
                station.answered(header.messageId(), reason >= FIRST_REFUSAL ? reason : 0);
            }
            case DISCONNECT -> context.close();
            default -> {}
        }
    }

    private static int receiveMaximum(MqttConnAckVariableHeader answer) {
        return answer.properties().getProperty(MqttProperties.RECEIVE_MAXIMUM)
                        instanceof MqttProperties.IntegerProperty told
                ? told.value()
                : MOST_AT_ONCE;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        station.pumpSoon();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        station.closed(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
