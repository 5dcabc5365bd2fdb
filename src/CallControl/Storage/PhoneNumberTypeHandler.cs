using System.Data;
using CallControl.Crm.Contracts;
using Dapper;

namespace CallControl.Storage;

/// <summary>A phone number is its E.164 text in the database.</summary>
internal sealed class PhoneNumberTypeHandler : SqlMapper.TypeHandler<PhoneNumber>
{
    public override PhoneNumber Parse(object value) => PhoneNumber.Parse((string)value);

    public override void SetValue(IDbDataParameter parameter, PhoneNumber value)
    {
        parameter.DbType = DbType.String;
        parameter.Value = value.ToString();
    }
}
