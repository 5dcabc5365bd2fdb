using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CallControl.Asterisk.Ari.Requests;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>
/// REST over the websocket (Asterisk 20.14, 21.9, 22.4 and later):
/// <c>{"type":"RESTRequest","request_id":"7","method":"POST","uri":"channels/17.3/answer","content_type":"application/json","message_body":"{…}"}</c>
/// is answered by <c>{"type":"RESTResponse","request_id":"7","status_code":204,"reason_phrase":"No Content",…,"message_body":"{…}"}</c>.
/// Source: docs.asterisk.org, "ARI REST over WebSocket".
/// </summary>
internal static class RestFrames
{
    public const string ResponseType = "RESTResponse";

    public static ReadOnlyMemory<byte> Write(long id, AriRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "RESTRequest"u8);
            json.WriteString("request_id"u8, id.ToString(CultureInfo.InvariantCulture));
            json.WriteString("method"u8, request.Method.Word());
            json.WriteString("uri"u8, request.RelativeUri());
            var body = request.Body();
            if (!body.IsEmpty)
            {
                json.WriteString("content_type"u8, "application/json"u8);
                json.WriteString("message_body"u8, body.Span);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <exception cref="JsonException">The frame is broken or has no id or status.</exception>
    public static (long Id, AriResponse Response) Read(ReadOnlySpan<byte> frame)
    {
        long? id = null;
        int? status = null;
        var body = ReadOnlyMemory<byte>.Empty;
        var reader = new Utf8JsonReader(frame);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("request_id"u8))
                id = reader.Read() && long.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var number) ? number : null;
            else if (reader.ValueTextEquals("status_code"u8))
                status = reader.Read() ? reader.GetInt32() : null;
            else if (reader.ValueTextEquals("message_body"u8))
                body = reader.Read() ? Encoding.UTF8.GetBytes(reader.GetString() ?? "") : body;
            else
                reader.Skip();
        }

        return (id ?? throw new JsonException("A RESTResponse has no request_id of ours."),
            new AriResponse(status ?? throw new JsonException("A RESTResponse has no status_code."), body));
    }
}
