namespace CallControl.TestKit.Phones;

/// <summary>How a call ended for one phone.</summary>
/// <param name="Cause">Q.850: 16 hung up, 17 busy, 21 rejected …</param>
/// <param name="SipCode">The final SIP response when the pbx refused the call of this phone (486, 503 …).</param>
public sealed record CallEnd(int Cause, int? SipCode);
