namespace CallControl.Telemetry;

/// <summary>How an OTLP collector is spoken to.</summary>
internal enum OtlpProtocol
{
    /// <summary>gRPC, port 4317 by custom.</summary>
    Grpc,

    /// <summary>Protobuf over HTTP, port 4318 by custom; <c>/v1/metrics</c> and <c>/v1/traces</c> are added to the address.</summary>
    Http,
}
