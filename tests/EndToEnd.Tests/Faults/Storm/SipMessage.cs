using System.Net;
using System.Text;

namespace CallControl.EndToEnd.Tests.Faults.Storm;

/// <summary>A SIP request or response, as much of it as a simple phone looks at.</summary>
public sealed class SipMessage
{
    private readonly string[] _lines;

    private SipMessage(string[] lines) => _lines = lines;

    /// <summary>INVITE, BYE …, of a response that of its request.</summary>
    public string Method => Header("CSeq").Split(' ')[1];

    /// <summary>0 for a request.</summary>
    public int Status => _lines[0].StartsWith("SIP/2.0 ", StringComparison.Ordinal) ? int.Parse(_lines[0].AsSpan(8, 3), null) : 0;

    public string CallId => Header("Call-ID");

    /// <summary>The URI of the other side's phone.</summary>
    public string Contact => Between(Header("Contact"), '<', '>');

    /// <summary>The number in From.</summary>
    public string Caller => Between(Header("From"), ':', '@');

    public static SipMessage Parse(ReadOnlySpan<byte> datagram) => new(Encoding.UTF8.GetString(datagram).Split("\r\n"));

    public string Header(string name) => Headers(name).FirstOrDefault() ?? "";

    public IEnumerable<string> Headers(string name)
        => _lines.Where(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim());

    /// <summary>The answer to this request.</summary>
    /// <param name="status">For example <c>200 OK</c>.</param>
    /// <param name="local">Where the phone is.</param>
    /// <param name="tag">The phone's tag, where To has none yet.</param>
    public string Respond(string status, IPEndPoint local, string tag)
    {
        var to = Header("To");
        var sdp = Method == "INVITE" && status.StartsWith('2') ? Sdp(local) : "";
        return $"""
            SIP/2.0 {status}
            {string.Join('\n', Headers("Via").Select(via => $"Via: {via}"))}
            {string.Join('\n', Headers("Record-Route").Select(route => $"Record-Route: {route}"))}
            From: {Header("From")}
            To: {(to.Contains("tag=", StringComparison.Ordinal) ? to : $"{to};tag={tag}")}
            Call-ID: {CallId}
            CSeq: {Header("CSeq")}
            Contact: <sip:{local}>
            {Body("application/sdp", sdp)}
            """;
    }

    /// <summary>As it goes over the wire: lines end with CR LF, empty header lines are left out.</summary>
    public static byte[] ToWire(string text)
    {
        var end = text.IndexOf("\n\n", text.IndexOf("Content-Length:", StringComparison.Ordinal), StringComparison.Ordinal);
        var lines = text[..end].Split('\n').Where(line => line.Length > 0);
        return Encoding.UTF8.GetBytes($"{string.Join("\r\n", lines)}\r\n\r\n{text[(end + 2)..].ReplaceLineEndings("\r\n")}");
    }

    /// <summary>The last headers and the body.</summary>
    public static string Body(string type, string content)
        => content.Length == 0 ? "Content-Length: 0\n\n" : $"Content-Type: {type}\nContent-Length: {content.ReplaceLineEndings("\r\n").Length}\n\n{content}";

    public static string Sdp(IPEndPoint local) => $"""
        v=0
        o=storm 1 1 IN IP4 {local.Address}
        s=-
        c=IN IP4 {local.Address}
        t=0 0
        m=audio 9 RTP/AVP 0
        a=rtpmap:0 PCMU/8000
        a=ptime:20

        """;

    private static string Between(string text, char from, char to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal) + 1;
        var end = text.IndexOf(to, start);
        return end < 0 ? text[start..] : text[start..end];
    }
}
