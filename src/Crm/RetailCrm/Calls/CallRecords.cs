using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Customers;
using CallControl.Crm.RetailCrm.Settings;
using CallControl.Crm.RetailCrm.Telephony;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.RetailCrm.Calls;

/// <summary>RetailCRM's list of calls. What is there can't be changed, so a call is uploaded whole, with the place where its recording will be.</summary>
internal sealed class CallRecords(CallUploader uploader, RetailCrmSettings settings, TimeZoneInfo zone, ILogger logger)
{
    private const string DateFormat = "yyyy-MM-dd HH:mm:ss";

    public async Task SaveAsync(CallEnded ended, ClientNote client, CallNotes notes, CancellationToken cancellation)
    {
        var call = ended.Call;
        var upload = new UploadedCall(
            TimeZoneInfo.ConvertTime(call.StartedAt, zone).ToString(DateFormat, CultureInfo.InvariantCulture), Words.TypeOf(call),
            call.Client?.ToString() ?? RussianWords.HiddenNumber, Words.ResultOf(ended.Result), call.Id.ToString())
        {
            // RetailCRM wants somebody's name at every call.
            Code = ended.By?.Extension ?? (notes.Rung is [.., var last] ? last : client.ManagerExtension) ?? (settings.Users is [var first, ..] ? first.Extension : null),
            Duration = (int)Math.Round(ended.Talked.TotalSeconds),
            DurationWaiting = (int)Math.Round(ended.Waited.TotalSeconds),
            RecordUrl = ended.Recording?.AbsoluteUri,
            ExternalPhone = call.Line == default ? null : call.Line.ToString(),
            Site = settings.SiteOf(call.Line),
        };
        var isNew = await uploader.UploadAsync(upload, cancellation);
        await notes.UploadedAsync(upload, cancellation);
        Log.Uploaded(logger, call.Id, !isNew);
    }

    /// <summary>For a recording that nobody knew of when the call ended: worth an attempt, though RetailCRM may keep what it has.</summary>
    public async Task AddRecordingAsync(RecordingReady recording, CallNotes notes, CancellationToken cancellation)
    {
        if (notes.Upload is not { RecordUrl: null } upload)
            return;
        upload = upload with { RecordUrl = recording.Link.AbsoluteUri };
        if (await uploader.UploadAsync(upload, cancellation))
            await notes.UploadedAsync(upload, cancellation);
        else
            Log.RecordingTooLate(logger, recording.Call.Id);
    }
}
